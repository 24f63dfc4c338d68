//! The stream of events of one page (server-sent events, in the HTML standard).
//!
//! 1. A page says which version of itself it is. Where that is not the one that would be served now, it is told to reload at once: it
//!    changed between being served and asking, or the server was started anew.
//! 2. Then, with every change of the site, the page that would be served is compared to the one that the reader has. Equal bytes are no
//!    event; bytes that are equal but for the paths of style sheets are an exchange of style sheets; any others are a reload.
//! 3. What is wrong with the site, or with this page, is told whenever it is another text than before.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::body::{Body, Bytes, Frame};
use serde_json::json;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use super::State;
use super::answer::Answer;
use super::shown::Shown;

/// How long a stream is silent at most, so that who is gone is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// How many events may wait to be sent.
const WAITING: usize = 4;

/// A stream of events as the payload of an answer. It ends when its reader goes.
pub(super) struct Events {
    channel: Channel<Bytes, Infallible>,
    task: AbortHandle,
}

impl Events {
    /// Begins to tell a page at a decoded address, which has this version, what happens to it.
    pub(super) fn begin(
        state: &Arc<State>,
        address: Option<String>,
        version: String,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        let (sender, channel) = Channel::new(WAITING);
        let teller = Teller { state: Arc::clone(state), address, sender, told: None };
        let task = tokio::spawn(async move {
            // An error says that the reader is gone.
            let _ = teller.tell(version).await;
            drop(permit);
        });
        Self { channel, task: task.abort_handle() }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.get_mut().channel).poll_frame(context)
    }
}

type Sent = Result<(), http_body_util::channel::SendError>;

struct Teller {
    state: Arc<State>,
    address: Option<String>,
    sender: Sender<Bytes, Infallible>,
    /// The mistakes that were told last.
    told: Option<String>,
}

impl Teller {
    async fn tell(mut self, version: String) -> Sent {
        let mut changes = self.state.shown.subscribe();
        let mut shown = changes.borrow_and_update().clone();
        let mut answer = self.state.answer(&shown, self.address.clone()).await;
        if answer.version != version {
            return self.reload().await;
        }
        self.mistakes(&shown, &answer).await?;
        while let Some(later) = self.next(&mut changes).await? {
            let next = self.state.answer(&later, self.address.clone()).await;
            if next.version != answer.version {
                let moved = shown.moved_styles(&later);
                if moved.is_empty() || with_styles(&answer.payload, &moved) != next.payload {
                    return self.reload().await;
                }
                self.send("styles", &json!({ "version": next.version, "moved": moved })).await?;
            }
            self.mistakes(&later, &next).await?;
            (shown, answer) = (later, next);
        }
        Ok(())
    }

    /// The site after its next change; none when the server ends.
    async fn next(
        &mut self,
        changes: &mut watch::Receiver<Arc<Shown>>,
    ) -> Result<Option<Arc<Shown>>, http_body_util::channel::SendError> {
        loop {
            if changes.borrow().is_closing {
                return Ok(None);
            }
            match timeout(SILENCE, changes.changed()).await {
                Ok(Ok(())) => {
                    let shown = changes.borrow_and_update().clone();
                    return Ok((!shown.is_closing).then_some(shown));
                }
                Ok(Err(_)) => return Ok(None),
                Err(_) => self.sender.send_data(Bytes::from_static(b":\n\n")).await?,
            }
        }
    }

    async fn mistakes(&mut self, shown: &Shown, answer: &Answer) -> Sent {
        let mistakes: String = [&shown.mistakes, &answer.mistake].into_iter().flatten().map(|text| &**text).collect();
        if self.told.as_ref() == Some(&mistakes) {
            return Ok(());
        }
        self.send("mistakes", &json!({ "text": mistakes })).await?;
        self.told = Some(mistakes);
        Ok(())
    }

    async fn reload(&mut self) -> Sent {
        self.send("reload", &json!({})).await
    }

    async fn send(&mut self, name: &str, data: &serde_json::Value) -> Sent {
        self.sender.send_data(format!("event: {name}\ndata: {data}\n\n").into()).await
    }
}

/// A page with the paths of its style sheets exchanged for later ones.
fn with_styles(page: &[u8], moved: &[(String, String)]) -> Bytes {
    let Ok(text) = std::str::from_utf8(page) else { return Bytes::new() };
    let exchanged = moved.iter().fold(text.to_owned(), |text, (before, after)| text.replace(before, after));
    exchanged.into()
}
