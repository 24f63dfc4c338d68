//! What is said of one thing, and how it is written.

use serde_json::{Map, Value, json};

/// What is said of one thing: its properties, in the order in which they were said.
#[derive(Debug)]
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A thing that has no name on the web.
    pub(super) fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    /// A thing that is known by a URL.
    pub(super) fn of(kind: &str, id: String) -> Self {
        Self::new(kind).say("@id", id)
    }

    /// Says something of it, in place of what was said before. What is nothing, or an empty list, is not said.
    pub(super) fn say(mut self, property: &str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::Null => return self,
            Value::Array(values) if values.is_empty() => return self,
            Value::Array(mut values) if values.len() == 1 => values.remove(0),
            value => value,
        };
        self.0.insert(property.to_owned(), value);
        self
    }

    /// A reference to it: it is described elsewhere on the page.
    pub(super) fn reference(&self) -> Value {
        json!({"@id": self.0.get("@id")})
    }

    /// The same, in place of it.
    pub(super) fn into_reference(self) -> Self {
        Self(self.0.into_iter().filter(|(property, _)| property == "@id").collect())
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// What is said of some things, as it may stand in a `script` of HTML: nothing in it ends the element, or begins a comment there.
pub(super) fn document(graph: Vec<Node>) -> String {
    let document =
        json!({"@context": "https://schema.org", "@graph": graph.into_iter().map(Value::from).collect::<Vec<_>>()});
    // A map of texts can be written as JSON.
    escaped(serde_json::to_string(&document).unwrap_or_default())
}

/// JSON that holds no character of HTML, nor a line end of JavaScript. They stand within strings alone, where their numbers are as good.
fn escaped(json: String) -> String {
    // The line ends of JavaScript begin with this byte in UTF-8. Most pages have none of all.
    if !json.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&' | 0xe2)) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element_and_all_is_read_as_it_was() {
        let text = "</script><!-- & \u{2028}\u{2029} \"ñ\" \\";
        let written = document(vec![Node::new("Thing").say("name", text)]);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["@graph"][0]["name"], text);
    }

    #[test]
    fn nothing_is_not_said_and_one_value_is_no_list() {
        let node = Node::new("Thing").say("name", None::<&str>).say("about", Vec::<Value>::new()).say("url", vec!["a"]);
        assert_eq!(Value::from(node), json!({"@type": "Thing", "url": "a"}));
    }
}
