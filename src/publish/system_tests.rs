//! What publishing promises where links, permissions, mounts and full disks are in play.

#[cfg(unix)]
mod on_unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use crate::publish::place::INSIDE;
    use crate::publish::tests::{NEXT, as_files, files, names, publish, published, refusal};
    use crate::publish::{Stage, faults};

    #[test]
    fn an_output_that_is_a_link_stays_one_and_the_folder_it_names_is_published_to() {
        let (root, output) = published();
        let link = root.path().join("link");
        symlink("output", &link).unwrap();
        publish(&link, NEXT).unwrap();
        assert!(link.is_symlink());
        assert_eq!(files(&output), as_files(NEXT));
        assert_eq!(names(root.path()), ["link", "output"]);
        let first = Stage::open(&link).unwrap();
        refusal(Stage::open(&output));
        drop(first);

        symlink("nowhere", root.path().join("dangling")).unwrap();
        let error = refusal(Stage::open(&root.path().join("dangling")));
        assert!(error.to_string().starts_with("the output is a symbolic link that leads nowhere: `"), "{error}");
    }

    #[test]
    fn a_link_inside_the_output_is_never_followed() {
        for is_in_place in [false, true] {
            let (root, output) = published();
            let outside = root.path().join("outside");
            let _standing = is_in_place.then(|| faults::no_exchange(root.path()));
            // The same bytes as the page's, so that only the link tells them apart.
            fs::create_dir_all(outside.join("security")).unwrap();
            fs::write(outside.join("security/index.html"), "security").unwrap();
            fs::write(outside.join("home"), "home").unwrap();
            let before = files(&outside);
            fs::remove_dir_all(output.join("en/areas")).unwrap();
            symlink(&outside, output.join("en/areas")).unwrap();
            fs::remove_file(output.join("index.html")).unwrap();
            symlink(outside.join("home"), output.join("index.html")).unwrap();
            symlink(&outside, output.join("stray")).unwrap();

            publish(&output, NEXT).unwrap();
            assert_eq!(files(&output), as_files(NEXT));
            assert_eq!(files(&outside), before);
            let inode = |path: &Path| same_file::Handle::from_path(path).unwrap();
            assert!(inode(&output.join("en/areas/security/index.html")) != inode(&outside.join("security/index.html")));
        }
    }

    #[test]
    fn the_output_keeps_its_mode() {
        let (_root, output) = published();
        fs::set_permissions(&output, fs::Permissions::from_mode(0o2775)).unwrap();
        publish(&output, NEXT).unwrap();
        assert_eq!(output.metadata().unwrap().permissions().mode() & 0o7777, 0o2775);
    }

    /// A folder in which nothing can be made until this is dropped.
    struct Closed(PathBuf);

    impl Closed {
        fn new(folder: &Path) -> Option<Self> {
            let is_closed = |folder: &Path| fs::create_dir(folder.join("probe")).is_err();
            fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
            let closed = Self(folder.to_owned());
            // Permissions mean nothing to root, an immutable folder does.
            let is_effective = is_closed(folder) || {
                let _ = fs::remove_dir(folder.join("probe"));
                Command::new("chattr").arg("+i").arg(folder).output().is_ok_and(|done| done.status.success())
                    && is_closed(folder)
            };
            if !is_effective {
                eprintln!("skipped: this user can write everywhere, and folders cannot be made immutable here");
            }
            is_effective.then_some(closed)
        }
    }

    impl Drop for Closed {
        fn drop(&mut self) {
            let _ = Command::new("chattr").arg("-i").arg(&self.0).output();
            let _ = fs::set_permissions(&self.0, fs::Permissions::from_mode(0o755));
        }
    }

    #[test]
    fn an_output_in_a_folder_that_cannot_be_written_is_replaced_in_place() {
        let (root, output) = published();
        let Some(_closed) = Closed::new(root.path()) else { return };
        publish(&output, NEXT).unwrap();
        assert_eq!(files(&output), as_files(NEXT));
        assert!(!output.join(INSIDE).exists());
    }

    #[test]
    fn a_new_output_in_a_folder_that_cannot_be_written_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let Some(_closed) = Closed::new(root.path()) else { return };
        let error = refusal(Stage::open(&root.path().join("output")));
        assert!(error.to_string().starts_with("cannot make the working folder `"), "{error}");
    }
}

#[cfg(target_os = "linux")]
mod on_mounts {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use tempfile::TempDir;

    use crate::publish::tests::{FORMER, NEXT, as_files, files, identity, names, publish, refusal};
    use crate::publish::{MANIFEST, Report, Stage};

    /// A file system of its own in memory, until this is dropped.
    struct Mount(PathBuf);

    impl Mount {
        fn new(folder: &Path, options: &str) -> Option<Self> {
            let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tratado-test"]).arg(folder).output();
            if done.as_ref().is_ok_and(|done| done.status.success()) {
                return Some(Self(folder.to_owned()));
            }
            eprintln!("skipped: this user cannot mount");
            None
        }
    }

    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        }
    }

    fn root_and_output() -> (TempDir, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let output = root.path().join("output");
        fs::create_dir(&output).unwrap();
        (root, output)
    }

    #[test]
    fn an_output_that_is_a_mount_point_is_replaced_in_place() {
        let (root, output) = root_and_output();
        let Some(_mount) = Mount::new(&output, "size=1m") else { return };
        fs::create_dir(output.join("lost+found")).unwrap();
        publish(&output, FORMER).unwrap();
        let page = output.join("en/areas/security/index.html");
        let before = identity(&page);
        assert_eq!(publish(&output, NEXT).unwrap(), Report { written: 2, unchanged: 2, removed: 1 });
        assert_eq!(files(&output), as_files(NEXT));
        assert!(identity(&page) == before);
        assert_eq!(names(&output), [MANIFEST, "en", "es", "index.html", "lost+found"]);
        assert_eq!(names(root.path()), ["output"]);
        let first = Stage::open(&output).unwrap();
        refusal(Stage::open(&output));
        drop(first);
    }

    #[test]
    fn an_output_that_is_another_folder_of_the_same_file_system_is_replaced_in_place() {
        let (root, output) = root_and_output();
        let other = root.path().join("other");
        fs::create_dir(&other).unwrap();
        if !Command::new("mount").arg("--bind").args([&other, &output]).status().is_ok_and(|status| status.success()) {
            eprintln!("skipped: this user cannot mount");
            return;
        }
        let _mount = Mount(output.clone());
        publish(&output, FORMER).unwrap();
        publish(&output, NEXT).unwrap();
        assert_eq!(files(&other), as_files(NEXT));
        assert_eq!(names(root.path()), ["other", "output"]);
    }

    #[test]
    fn an_output_that_becomes_a_mount_point_during_the_build_is_copied_to() {
        let (root, output) = root_and_output();
        let stage = Stage::open(&output).unwrap();
        for (path, text) in FORMER {
            stage.write(path, text.as_bytes()).unwrap();
        }
        let Some(_mount) = Mount::new(&output, "size=1m") else { return };
        stage.publish().unwrap();
        assert_eq!(files(&output), as_files(FORMER));
        assert_eq!(names(root.path()), ["output"]);
    }

    #[test]
    fn a_full_disk_leaves_the_former_site() {
        let (_root, output) = root_and_output();
        // Beside the output and inside it, the workplace is on the full disk.
        for output in [output.clone(), output.join("site")] {
            let Some(_mount) = Mount::new(output.ancestors().find(|path| path.is_dir()).unwrap(), "size=256k") else {
                return;
            };
            publish(&output, FORMER).unwrap();
            let stage = Stage::open(&output).unwrap();
            let error = refusal(stage.write("en/large.html", &vec![b'x'; 1 << 20]));
            assert!(error.to_string().starts_with("cannot write the staged file `"), "{error}");
            assert!(error.to_string().contains("No space left on device"), "{error}");
            assert_eq!(error.advice(), Some("free some space; the former output is untouched"));
            drop(stage);
            assert_eq!(files(&output), as_files(FORMER));
            publish(&output, NEXT).unwrap();
            assert_eq!(files(&output), as_files(NEXT));
        }
    }
}
