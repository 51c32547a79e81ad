//! `portico demo`: starts with nothing, stops when told, and goes on where it was.

use std::{fs, time::Duration};

use crate::program::{Running, folder, free_port};

#[test]
fn the_demo_starts_from_nothing_stops_at_once_when_told_and_keeps_everything() {
    let data = folder("demo").join("data");
    let folder_of_data = data.display().to_string();
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let args = ["demo", "--data", &folder_of_data, "--listen", &listen, "--pseudo-locale"];

    let mut demo = Running::start(&args, port);
    for page in ["/", "/es/", "/ar-XB/s/renew-a-drivers-license", "/mailbox", "/staff/sign-in", "/healthz"] {
        assert_eq!(demo.status(page), Some(200), "{page}");
    }
    // A long address may be broken where it helps.
    let shown = |page: String| page.replace("<wbr>", "");
    assert!(shown(demo.get("/staff/sign-in")).contains("supervisor@dmv.columbialake.example.gov"));
    let home = demo.get("/es/");
    assert!(
        home.contains("Servicios de Columbia Lake") && !home.contains("Columbia Lake Services"),
        "{home}"
    );
    assert_eq!(demo.post("/es/sign-in", "email=robin%40example.com"), 303);
    let messages = || fs::read_dir(data.join("mailbox")).map_or(0, Iterator::count);
    for _ in 0..100 {
        if messages() > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(messages(), 1, "the code is in the mailbox");
    let sent = fs::read_dir(data.join("mailbox")).unwrap().next().unwrap().unwrap().path();
    let sent = fs::read_to_string(sent).unwrap().replace("=\r\n", "");
    assert!(sent.contains("Servicios de Columbia Lake"), "{sent}");
    assert_eq!(demo.stop(), Some(0));

    let key = fs::read(data.join("keys")).unwrap();
    let mut demo = Running::start(&args, port);
    assert_eq!(fs::read(data.join("keys")).unwrap(), key);
    assert_eq!(messages(), 1, "nothing is sent twice");
    assert!(shown(demo.get("/mailbox")).contains("robin@example.com"));
    assert_eq!(demo.stop(), Some(0));
}
