//! What the machine can do to a build: kills, full disks, folders that cannot be written, mounts, two builds at once.
//!
//! The real program runs on real folders. Whatever happens to it, the output is the former site or the new one, byte
//! for byte, and the next build leaves the new one with nothing beside it. What this machine or user cannot do (mounting,
//! being somebody else) is skipped, with a line that says why.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

use Edition::{Former, Next};

const EVENTS: usize = 80;

/// A user who owns nothing and may write nothing.
const NOBODY: u32 = 65534;

/// Two states of the content of one plan, each a site of 170 pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Edition {
    Former,
    /// Prose is edited, one record is removed and one added; most pages stay as they were.
    Next,
}

impl Edition {
    fn other(self) -> Self {
        if self == Former { Next } else { Former }
    }

    /// Makes this edition the content of a site.
    fn write(self, root: &Path) {
        let event = |id: String| format!("{id}: {{title: {{en: Event {id}, es: Evento {id}}}, start: 2001}}\n");
        let mut events: String = (0..EVENTS).map(|number| event(format!("number-{number}"))).collect();
        let removed = if self == Former { "added" } else { "removed" };
        for id in ["removed", "added"].into_iter().filter(|id| *id != removed) {
            events += &event(id.to_owned());
        }
        // What becomes of the output does not hang on what is in it: an index of the search would be another with each word.
        let languages = "base_url: https://plan.example.org/\nlanguages: [en, es]\noutputs: {search: false}\n";
        write(root, "content/site.yaml", format!("title: {{en: The plan, es: El plan}}\n{languages}"));
        write(root, "content/events.yaml", events);
        write(root, "content/areas/trade.yaml", "title: {en: Trade, es: Comercio}\n");
        // Longer than a page of memory, so that a small disk notices.
        write(root, "content/areas/trade.en.md", format!("In the {self:?} edition. ").repeat(2000));
        write(root, "content/areas/trade.es.md", format!("En la edición {self:?}. ").repeat(2000));
    }

    /// What is published of it, built where nothing happens.
    fn published(self) -> Files {
        let root = folder();
        self.write(root.path());
        expect_success(root.path());
        files(&root.path().join("output"))
    }
}

/// Everything in a folder by its path, folders with a `/` at the end.
type Files = BTreeMap<String, Vec<u8>>;

/// The site in an output folder: all but what belongs to its owner and the folder for work in progress.
fn files(output: &Path) -> Files {
    let is_of_site = |name: &OsStr| !["lost+found", ".git", ".tratado-work"].iter().any(|other| name == *other);
    let entries = WalkDir::new(output).min_depth(1).into_iter();
    entries
        .filter_entry(|entry| entry.depth() > 1 || is_of_site(entry.file_name()))
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(output).unwrap().to_str().unwrap();
            let is_folder = entry.file_type().is_dir();
            (
                if is_folder { format!("{path}/") } else { path.to_owned() },
                if is_folder { Vec::new() } else { fs::read(entry.path()).unwrap() },
            )
        })
        .collect()
}

/// The paths at which two sites differ. Empty when they are the same: a difference of whole sites is not to be read.
fn difference(one: &Files, other: &Files) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[track_caller]
fn expect_site(output: &Path, expected: &Files, when: &str) {
    assert_eq!(difference(&files(output), expected), Vec::<String>::new(), "{when}");
}

/// A folder of the test's own; in memory where there is a place for it, because hundreds of sites are published here.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap()
}

/// A folder in which an edition is published.
fn published(edition: Edition) -> (TempDir, PathBuf) {
    let root = folder();
    edition.write(root.path());
    expect_success(root.path());
    let output = root.path().join("output");
    (root, output)
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The names in a folder, sorted, without what may be forgotten.
fn names(folder: &Path) -> Vec<String> {
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != ".tratado").collect();
    names.sort();
    names
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tratado"));
    command.arg("build").arg("--root").arg(root).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

fn start(root: &Path) -> Child {
    build(root).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn expect_success(root: &Path) {
    let output = build(root).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
}

/// How long a build takes.
#[track_caller]
fn time(root: &Path) -> Duration {
    let started = Instant::now();
    expect_success(root);
    started.elapsed()
}

/// The machine refuses: the exit code is 2, and the message has all these parts.
#[track_caller]
fn expect_refusal(output: &Output, parts: &[&str]) {
    let text = message(output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.starts_with("error: "), "{text}");
    for part in parts {
        assert!(text.contains(part), "no `{part}` in: {text}");
    }
}

/// When a running build is killed.
#[derive(Clone, Copy)]
enum Moment {
    /// After this share of the time that a whole build takes.
    Share(f64),
    /// So long after this can be seen on the disk.
    Sight(fn(&Scene) -> bool, Duration),
}

/// What is looked at while a build runs.
struct Scene {
    output: PathBuf,
    workplace: PathBuf,
    /// The folder that the output is before the build.
    inode: u64,
}

impl Scene {
    fn new(output: &Path, workplace: &str) -> Self {
        let workplace = output.parent().unwrap().join(workplace);
        Self { workplace, inode: output.metadata().unwrap().ino(), output: output.to_owned() }
    }

    fn is_staged(&self) -> bool {
        self.workplace.join("stage").exists()
    }

    /// The stage holds what was not written but taken over from the former site: the exchange is near.
    fn is_complete(&self) -> bool {
        self.workplace.join("stage/en/events/event-number-1/index.html").exists()
    }

    /// What belongs to the owner has left the output: the exchange is next, or was.
    fn is_being_exchanged(&self) -> bool {
        !self.output.join(".git").exists()
    }

    fn is_exchanged(&self) -> bool {
        self.output.metadata().is_ok_and(|output| output.ino() != self.inode)
    }

    fn is_begun_in_place(&self) -> bool {
        self.workplace.join("journal").exists()
    }
}

/// Starts a build and kills it at the moment. Says whether it still ran.
fn kill(scene: &Scene, moment: Moment, whole: Duration) -> bool {
    let mut child = start(scene.output.parent().unwrap());
    match moment {
        Moment::Share(share) => sleep(whole.mul_f64(share)),
        Moment::Sight(is_seen, delay) => {
            while !is_seen(scene) && child.try_wait().unwrap().is_none() {
                sleep(Duration::from_micros(20));
            }
            sleep(delay);
        }
    }
    child.kill().unwrap();
    child.wait().unwrap().signal() == Some(9)
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_the_old_or_the_new_site_whole() {
    let sites = [Former.published(), Next.published()];
    let site = |edition: Edition| &sites[edition as usize];
    let changed = difference(site(Former), site(Next)).len();
    assert!(changed > 10 && changed < site(Former).len() / 2, "{changed} of {}", site(Former).len());

    let (root, output) = published(Former);
    let repository = output.join(".git/HEAD");
    write(&output, ".git/HEAD", "main");
    // A moment before the end and a moment after it are both wanted.
    let spread = (0..44).map(|number| Moment::Share(f64::from(number) * 1.04 / 44.0));
    let sights = [Scene::is_staged, Scene::is_complete, Scene::is_being_exchanged, Scene::is_exchanged];
    let delays = (0..5).map(|number| Duration::from_micros(number * number * 80));
    let seen = sights.iter().flat_map(|is_seen| delays.clone().map(|delay| Moment::Sight(*is_seen, delay)));

    Next.write(root.path());
    let mut whole = time(root.path());
    let mut standing = Next;
    let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
    for moment in spread.chain(seen) {
        let wanted = standing.other();
        wanted.write(root.path());
        let scene = Scene::new(&output, ".output.tratado");
        let was_running = kill(&scene, moment, whole);

        let found = files(&output);
        let is_new = difference(&found, site(wanted)).is_empty();
        assert!(is_new || difference(&found, site(standing)).is_empty(), "neither the former site nor the new one");
        let phase = match (is_new, scene.workplace.exists()) {
            (false, false) => "before staging",
            (false, true) => "while staging",
            (true, _) if was_running => "after the exchange",
            (true, _) => "after the end",
        };
        *phases.entry(phase).or_default() += 1;

        let time = time(root.path());
        if !is_new {
            // The machine may have become busier since.
            whole = time;
        }
        expect_site(&output, site(wanted), phase);
        assert_eq!(fs::read_to_string(&repository).unwrap(), "main", "{phase}");
        assert_eq!(names(root.path()), ["content", "output"], "{phase}");
        standing = wanted;
    }
    eprintln!("killed: {phases:?}");
    let count = |names: &[&str]| names.iter().filter_map(|name| phases.get(name)).sum::<usize>();
    assert!(count(&["before staging"]) > 0 && count(&["while staging"]) > 0, "{phases:?}");
    assert!(count(&["after the exchange", "after the end"]) > 0, "{phases:?}");
}

#[test]
fn of_two_builds_at_once_one_publishes_and_the_other_says_who_is_in_its_way() {
    let (root, output) = published(Former);
    let expected = Next.published();
    let workplace = root.path().join(".output.tratado");
    let signal = |child: &Child, name: &str| {
        let done = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", child.id())).status().unwrap();
        assert!(done.success());
    };
    Next.write(root.path());
    for _ in 0..50 {
        let mut first = start(root.path());
        while !workplace.join("stage").exists() && first.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(20));
        }
        signal(&first, "STOP");
        // It may have ended before it was stopped.
        let is_held = workplace.exists();
        let second = is_held.then(|| build(root.path()).output().unwrap());
        signal(&first, "CONT");
        let first = first.wait_with_output().unwrap();
        assert_eq!(first.status.code(), Some(0), "{}", message(&first));
        expect_site(&output, &expected, "the first has ended");
        assert_eq!(names(root.path()), ["content", "output"]);
        if let Some(second) = second {
            let refusal =
                format!("another build is publishing to `{}`\n  help: wait until it has ended", output.display());
            return expect_refusal(&second, &[&refusal]);
        }
        Former.write(root.path());
        expect_success(root.path());
        Next.write(root.path());
    }
    panic!("no build could be stopped while it held the output");
}

#[test]
fn two_sites_that_race_for_one_output_leave_it_whole() {
    let (root, output) = published(Former);
    let other = folder();
    Next.write(other.path());
    symlink(&output, other.path().join("output")).unwrap();
    let sites = [Former.published(), Next.published()];
    for round in 0..8_u64 {
        let builds = [start(root.path()), {
            sleep(Duration::from_millis(round * 5));
            start(other.path())
        }];
        let ended = builds.map(|build| build.wait_with_output().unwrap());
        for build in &ended {
            if build.status.code() != Some(0) {
                expect_refusal(build, &["another build is publishing to"]);
            }
        }
        assert!(ended.iter().any(|build| build.status.success()));
        let found = files(&output);
        assert!(sites.iter().any(|site| difference(&found, site).is_empty()), "round {round}");
        assert_eq!(names(root.path()), ["content", "output"], "round {round}");
    }
}

/// A small file system in memory, until this is dropped.
struct Disk(PathBuf);

impl Disk {
    fn mount(folder: &Path, arguments: &[&str]) -> Option<Self> {
        let done = Command::new("mount").args(arguments).arg(folder).output();
        let is_mounted = done.is_ok_and(|done| done.status.success());
        if !is_mounted {
            eprintln!("skipped: this user cannot mount");
        }
        is_mounted.then(|| Self(folder.to_owned()))
    }

    fn small(folder: &Path) -> Option<Self> {
        Self::mount(folder, &["-t", "tmpfs", "-o", "size=6m,nr_inodes=2000", "tratado-test"])
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// What makes a disk full.
#[derive(Clone, Copy, Debug)]
enum Ballast {
    Bytes,
    Files,
}

impl Ballast {
    /// Fills the disk that the folder is on, but for so many pages of memory or files.
    fn fill(self, folder: &Path, free: usize) {
        fs::create_dir_all(folder).unwrap();
        match self {
            Self::Bytes => {
                let mut file = fs::File::create(folder.join("ballast")).unwrap();
                while file.write_all(&[0; 4096]).is_ok() {}
                let length = file.metadata().unwrap().len() & !4095;
                file.set_len(length.saturating_sub(free as u64 * 4096)).unwrap();
            }
            Self::Files => {
                let path = |number: usize| folder.join(number.to_string());
                let full = (0..).find(|number| fs::File::create(path(*number)).is_err()).unwrap();
                (full.saturating_sub(free)..full).for_each(|number| fs::remove_file(path(number)).unwrap());
            }
        }
    }
}

/// Builds on a disk that is fuller or less full until it suffices.
fn fill(root: &Path, ballast: &Path) {
    let output = root.join("output");
    let (former, next) = (Former.published(), Next.published());
    Former.write(root);
    expect_success(root);
    for kind in [Ballast::Bytes, Ballast::Files] {
        let mut refusals = 0;
        for free in [0, 1, 2, 3, 5, 8, 16, 32, 64, 128, 256, 512, 1024] {
            Next.write(root);
            kind.fill(ballast, free);
            let built = build(root).output().unwrap();
            let is_refused = built.status.code() != Some(0);
            let when = format!("{kind:?}, {free} free: {}", message(&built));
            if is_refused {
                refusals += 1;
                let advice = "\n  help: free some space; the former output is untouched\n";
                expect_refusal(&built, &["No space left on device", "output", advice]);
                expect_site(&output, &former, &when);
                for workplace in [root.join(".output.tratado"), output.join(".tratado-work")] {
                    assert!(!workplace.exists(), "{when}");
                }
            }
            fs::remove_dir_all(ballast).unwrap();
            if is_refused && refusals > 1 {
                continue;
            }
            expect_success(root);
            expect_site(&output, &next, &when);
            Former.write(root);
            expect_success(root);
            expect_site(&output, &former, &when);
            if !is_refused {
                break;
            }
        }
        assert!(refusals > 1, "{kind:?}: {refusals}");
    }
}

#[test]
fn a_full_disk_leaves_the_former_site_and_the_message_says_so() {
    let root = folder();
    let Some(_disk) = Disk::small(root.path()) else { return };
    fill(root.path(), &root.path().join("ballast"));
}

#[test]
fn a_full_disk_leaves_the_former_site_where_it_is_replaced_in_place() {
    let root = folder();
    let output = root.path().join("output");
    fs::create_dir(&output).unwrap();
    let Some(_disk) = Disk::small(&output) else { return };
    fill(root.path(), &output.join("lost+found/ballast"));
}

/// A site whose owner is somebody whom permissions bind: not root.
struct Bound {
    root: TempDir,
    output: PathBuf,
    is_root: bool,
}

impl Bound {
    fn new() -> Self {
        let (root, output) = published(Former);
        Next.write(root.path());
        let is_root = root.path().metadata().unwrap().uid() == 0;
        for entry in WalkDir::new(root.path()).into_iter().filter(|_| is_root) {
            chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        Self { root, output, is_root }
    }

    /// Its owner builds it while these folders are closed to writing. Nothing where only root can reach the program.
    fn build_with_closed(&self, closed: &[&Path]) -> Option<Output> {
        let set = |mode: u32| {
            closed.iter().for_each(|folder| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap());
        };
        set(0o555);
        let mut command = build(self.root.path());
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let built = command.output();
        set(0o755);
        if let Err(error) = &built {
            eprintln!("skipped: nobody but root can run the program where it is: {error}");
        }
        built.ok()
    }
}

#[test]
fn an_output_in_a_folder_that_is_closed_is_published_all_the_same() {
    let site = Bound::new();
    let Some(built) = site.build_with_closed(&[site.root.path()]) else { return };
    assert_eq!(built.status.code(), Some(0), "{}", message(&built));
    expect_site(&site.output, &Next.published(), "in place");
    assert_eq!(names(site.root.path()), ["content", "output"]);
    assert!(!site.output.join(".tratado-work").exists());
}

#[test]
fn an_output_that_is_closed_stays_whole_and_the_message_names_it() {
    let site = Bound::new();
    let (former, next) = (Former.published(), Next.published());
    let (root, output) = (site.root.path(), site.output.as_path());
    for closed in [vec![root, output], vec![output]] {
        let Some(built) = site.build_with_closed(&closed) else { return };
        let named = format!("`{}", site.output.display());
        let advice = "\n  help: the user who builds must be able to read and write `";
        expect_refusal(&built, &["Permission denied", &named, advice, "; the former output is untouched\n"]);
        expect_site(&site.output, &former, &format!("{closed:?}"));
        assert_eq!(names(site.root.path()), ["content", "output"]);
        assert!(!site.output.join(".tratado-work").exists());
    }
    let built = site.build_with_closed(&[]).unwrap();
    assert_eq!(built.status.code(), Some(0), "{}", message(&built));
    expect_site(&site.output, &next, "open again");
}

#[test]
fn a_first_output_in_a_folder_that_is_closed_is_refused() {
    let site = Bound::new();
    fs::remove_dir_all(&site.output).unwrap();
    let Some(built) = site.build_with_closed(&[site.root.path()]) else { return };
    let advice = format!(
        "\n  help: the user who builds must be able to read and write `{}` and what is in it; nothing was published\n",
        site.root.path().display()
    );
    expect_refusal(&built, &["Permission denied", &advice]);
    assert_eq!(names(site.root.path()), ["content"]);
}

#[test]
fn a_disk_that_can_only_be_read_leaves_the_former_site() {
    let (root, output) = published(Former);
    Next.write(root.path());
    let path = root.path().to_str().unwrap();
    let Some(disk) = Disk::mount(root.path(), &["--bind", path]) else { return };
    let closed = Command::new("mount").args(["-o", "remount,bind,ro", path]).status().unwrap();
    assert!(closed.success());
    let built = build(root.path()).output().unwrap();
    let advice = "\n  help: this disk can only be read: make it writable; the former output is untouched\n";
    expect_refusal(&built, &["Read-only file system", &format!("`{}", output.display()), advice]);
    expect_site(&output, &Former.published(), "read-only");
    drop(disk);
    expect_success(root.path());
    expect_site(&output, &Next.published(), "writable again");
    assert_eq!(names(root.path()), ["content", "output"]);
}

#[test]
fn a_kill_while_a_mount_point_is_published_to_leaves_whole_files_and_the_next_build_the_whole_site() {
    let root = folder();
    let output = root.path().join("output");
    fs::create_dir(&output).unwrap();
    let Some(_disk) = Disk::small(&output) else { return };
    let sites = [Former.published(), Next.published()];
    let site = |edition: Edition| &sites[edition as usize];
    Former.write(root.path());
    let mut whole = time(root.path());
    let mut standing = Former;
    let (mut before, mut amid) = (0, 0);
    // The replacement takes a moment: it is aimed at until it was hit a few times.
    for number in 0..60_u32 {
        if number >= 12 && amid >= 3 {
            break;
        }
        let wanted = standing.other();
        wanted.write(root.path());
        let scene = Scene::new(&output, "output/.tratado-work");
        let moment = if number < 6 {
            Moment::Share(f64::from(number) / 6.0)
        } else {
            Moment::Sight(Scene::is_begun_in_place, Duration::from_micros(u64::from(number % 4) * 80))
        };
        kill(&scene, moment, whole);
        let is_begun = scene.is_begun_in_place();
        let found = files(&output);
        let is_either = sites.iter().any(|site| difference(&found, site).is_empty());
        let is_before = !is_begun && difference(&found, site(standing)).is_empty();
        before += usize::from(is_before);
        amid += usize::from(is_begun);
        assert!(is_begun || is_either, "neither the former site nor the new one");
        for (path, bytes) in &found {
            let is_whole = sites.iter().any(|site| site.get(path) == Some(bytes));
            assert!(is_whole, "`{path}` is neither the former nor the new file");
        }
        for path in site(standing).keys().filter(|path| site(wanted).contains_key(*path)) {
            assert!(found.contains_key(path), "`{path}` is missing");
        }
        let time = time(root.path());
        if is_before {
            whole = time;
        }
        expect_site(&output, site(wanted), "in place");
        assert!(!scene.workplace.exists());
        assert_eq!(names(root.path()), ["content", "output"]);
        standing = wanted;
    }
    eprintln!("killed: {before} before, {amid} amid the replacement");
    assert!(before > 0 && amid > 0, "{before} before, {amid} amid the replacement");
}

#[test]
fn an_output_that_is_a_link_to_another_file_system_is_published_there() {
    let (root, away) = (TempDir::new().unwrap(), folder());
    let device = |folder: &TempDir| folder.path().metadata().unwrap().dev();
    if device(&root) == device(&away) {
        eprintln!("skipped: there is one file system for all temporary files");
        return;
    }
    let output = root.path().join("output");
    fs::create_dir(away.path().join("site")).unwrap();
    symlink(away.path().join("site"), &output).unwrap();
    for edition in [Former, Next] {
        edition.write(root.path());
        expect_success(root.path());
        expect_site(&away.path().join("site"), &edition.published(), "through the link");
        assert!(output.is_symlink());
        assert_eq!(names(root.path()), ["content", "output"]);
        assert_eq!(names(away.path()), ["site"]);
    }
}

#[test]
fn a_mistake_in_the_content_or_in_a_template_publishes_nothing_and_leaves_no_stage() {
    let (root, output) = published(Former);
    let inode = output.metadata().unwrap().ino();
    let expect_mistake = |code: &str, expected: &[&str]| {
        let built = build(root.path()).output().unwrap();
        let text = message(&built);
        assert_eq!(built.status.code(), Some(1), "{text}");
        assert!(text.contains(code) && text.contains("nothing was published: 1 error"), "{text}");
        expect_site(&output, &Former.published(), code);
        assert_eq!(output.metadata().unwrap().ino(), inode);
        assert_eq!(names(root.path()), expected);
    };
    Next.write(root.path());
    write(root.path(), "content/areas/wrong.yaml", "title: Wrong\nnumbr: 1\n");
    expect_mistake("error[unknown-key]", &["content", "output"]);

    Next.write(root.path());
    fs::remove_file(root.path().join("content/areas/wrong.yaml")).unwrap();
    let settings = root.path().join("content/site.yaml");
    fs::write(&settings, fs::read_to_string(&settings).unwrap() + "theme: own\n").unwrap();
    write(root.path(), "themes/own/theme.yaml", "parent: default\n");
    write(root.path(), "themes/own/templates/area.html", "{{ page.title / 2 }}\n");
    expect_mistake("error[template-failure]", &["content", "output", "themes"]);

    fs::remove_dir_all(root.path().join("themes")).unwrap();
    Next.write(root.path());
    expect_success(root.path());
    expect_site(&output, &Next.published(), "mended");
}
