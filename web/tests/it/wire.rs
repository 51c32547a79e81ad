//! Requests as bytes on the wire: odd, cut, doubled and slow ones. Whatever comes is answered once, or the connection is
//! closed; never twice, so that nothing in front of Portico can be made to see another request than Portico sees.

use std::{net::SocketAddr, time::Duration};

use testkit::site::{Setup, TestSite};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::{Instant, timeout},
};
use web::Patience;

const PATIENCE: Patience = Patience {
    head: Duration::from_millis(400),
    request: Duration::from_millis(900),
    answer: Duration::from_millis(600),
};
/// Far longer than any patience: then a connection hangs.
const FOR_EVER: Duration = Duration::from_secs(20);
/// What an attacker would like to have answered as a second request.
const SECOND: &str = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
const HOST: &str = "Host: localhost\r\n";
const FORM: &str = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

async fn hasty() -> TestSite {
    TestSite::set_up(Setup { patience: PATIENCE, ..Setup::default() }).await
}

/// Sends bytes and reads until the server closes: after its last answer, when nothing more comes.
async fn send(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    let mut answer = Vec::new();
    // The server may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let read = timeout(FOR_EVER, stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the connection stays open after {:?}", String::from_utf8_lossy(bytes));
    String::from_utf8_lossy(&answer).into_owned()
}

/// The statuses of all answers that came back.
fn statuses(answer: &str) -> Vec<u16> {
    let lines = answer.split("HTTP/1.1 ").skip(1);
    lines.map(|line| line.get(..3).and_then(|status| status.parse().ok()).expect("a status")).collect()
}

fn post(headers: &str, body: &str) -> String {
    format!("POST /status HTTP/1.1\r\n{FORM}{headers}\r\n{body}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_whose_length_is_said_in_two_ways_is_answered_once() {
    let site = hasty().await;
    let chunked = "Transfer-Encoding: chunked\r\n";
    for (headers, body, wanted) in [
        // Read as chunked and closed, as RFC 9112 (6.3) allows; the rest is nobody's request.
        (format!("Content-Length: 4\r\n{chunked}"), "0\r\n\r\n", 422),
        (format!("{chunked}Content-Length: 60\r\n"), "0\r\n\r\n", 422),
        ("Content-Length: 3\r\nContent-Length: 0\r\n".to_owned(), "a=b", 400),
        ("Content-Length: 3, 0\r\n".to_owned(), "a=b", 400),
        ("Content-Length: +3\r\n".to_owned(), "a=b", 400),
        ("Content-Length: -3\r\n".to_owned(), "a=b", 400),
        ("Content-Length: 0x3\r\n".to_owned(), "a=b", 400),
        ("Content-Length: \r\n".to_owned(), "a=b", 400),
        ("Content-Length: 99999999999999999999999\r\n".to_owned(), "a=b", 400),
        ("Transfer-Encoding: chunked, identity\r\n".to_owned(), "0\r\n\r\n", 400),
        ("Transfer-Encoding: xchunked\r\n".to_owned(), "0\r\n\r\n", 400),
        ("Transfer-Encoding: identity\r\nContent-Length: 3\r\n".to_owned(), "a=b", 400),
        ("Transfer-Encoding: \u{b}chunked\r\n".to_owned(), "0\r\n\r\n", 400),
        (format!("{chunked}Transfer-Encoding: identity\r\n"), "0\r\n\r\n", 400),
        ("Transfer-Encoding : chunked\r\n".to_owned(), "0\r\n\r\n", 400),
        ("Content-Length : 3\r\n".to_owned(), "a=b", 400),
        ("X: y\r\n Content-Length: 3\r\n".to_owned(), "a=b", 400),
        (" Content-Length: 3\r\n".to_owned(), "a=b", 400),
        ("X: y\r\n\tfolded\r\n".to_owned(), "", 400),
        ("X: a\0b\r\n".to_owned(), "", 400),
        ("X: a\rTransfer-Encoding: chunked\r\n".to_owned(), "", 400),
        ("X y\r\n".to_owned(), "", 400),
        (": y\r\n".to_owned(), "", 400),
    ] {
        let request = format!("{}{SECOND}", post(&headers, body));
        let answer = send(site.address, request.as_bytes()).await;
        assert_eq!(statuses(&answer), [wanted], "{headers:?}: {answer}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chunks_are_read_by_the_letter_or_not_at_all() {
    let site = hasty().await;
    let chunked = |body: &str| post("Transfer-Encoding: chunked\r\n", body);
    for body in
        ["3\r\na=b\r\n0\r\n\r\n", "3;note=\"x\"\r\na=b\r\n0\r\n\r\n", "003\r\na=b\r\n0\r\nTrailer: x\r\n\r\n"]
    {
        assert_eq!(statuses(&send(site.address, chunked(body).as_bytes()).await), [422], "{body:?}");
    }
    for body in [
        "FFFFFFFFFFFFFFFFF\r\na=b",
        "-3\r\na=b\r\n0\r\n\r\n",
        "0x3\r\na=b\r\n0\r\n\r\n",
        "3\na=b\n0\n\n",
        "3\r\na=bXX0\r\n\r\n",
        "3;x\ny\r\na=b\r\n0\r\n\r\n",
        "\r\n0\r\n\r\n",
    ] {
        let answer = send(site.address, format!("{}{SECOND}", chunked(body)).as_bytes()).await;
        let all = statuses(&answer);
        assert!(all.len() <= 1 && all.iter().all(|status| (400..500).contains(status)), "{body:?}: {all:?}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_inside_the_body_of_another_is_never_answered() {
    let site = hasty().await;
    let length = SECOND.len();
    for (head, wanted) in [
        (format!("GET / HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 200),
        (format!("HEAD / HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 200),
        (format!("GET /smuggled HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 404),
        (format!("POST /contact HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 405),
        (format!("POST /status HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 415),
        (format!("BREW / HTTP/1.1\r\n{HOST}Content-Length: {length}\r\n\r\n"), 405),
    ] {
        let answer = send(site.address, format!("{head}{SECOND}").as_bytes()).await;
        assert_eq!(statuses(&answer), [wanted], "{head}: {answer}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_names_one_host_and_it_is_a_host() {
    let site = hasty().await;
    for hosts in [
        "",
        "Host:\r\n",
        "Host: localhost\r\nHost: example.org\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: someone@example.org\r\n",
        "Host: exa mple.org\r\n",
        "Host: http://example.org/\r\n",
        "Host: localhost/staff\r\n",
        "Host: \u{e9}\r\n",
    ] {
        let answer = send(site.address, format!("GET /es/ HTTP/1.1\r\n{hosts}\r\n").as_bytes()).await;
        assert_eq!(statuses(&answer), [400], "{hosts:?}");
        assert!(answer.contains("<html lang=\"es\""), "{hosts:?}: a page in the person's language");
    }
    let old = send(site.address, b"GET /contact HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.0 200"), "a program of before HTTP/1.1: {old}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_of_an_address_leads_anywhere_else() {
    let site = hasty().await;
    let mut wrong = Vec::new();
    for (line, wanted) in [
        ("GET http://evil.example/contact HTTP/1.1", 200),
        ("GET //evil.example/contact HTTP/1.1", 404),
        ("GET http://evil.example HTTP/1.1", 200),
        ("CONNECT evil.example:443 HTTP/1.1", 404),
        ("TRACE / HTTP/1.1", 405),
        ("OPTIONS * HTTP/1.1", 404),
        ("GET /../../etc/passwd HTTP/1.1", 404),
        ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", 404),
        ("GET /s/%c0%ae%c0%ae/staff HTTP/1.1", 400),
        ("GET /s/%ff HTTP/1.1", 400),
        ("GET /s/x%00y HTTP/1.1", 404),
        ("GET /x\0y HTTP/1.1", 400),
        ("GET / x HTTP/1.1", 400),
        ("GET / HTTP/9.9", 400),
        ("GET / HTTP/2.0", 400),
        ("GET /", 400),
        ("PRI * HTTP/2.0", 400),
        ("get / HTTP/1.1", 405),
        ("G\u{e9}T / HTTP/1.1", 400),
    ] {
        let request = format!("{line}\r\n{HOST}Cookie: secret=1\r\n\r\n");
        let answer = send(site.address, request.as_bytes()).await;
        if statuses(&answer) != [wanted] {
            wrong.push(format!("{line}: {:?}, not {wanted}", statuses(&answer)));
            continue;
        }
        for made_up in ["://evil.example", "\"//evil.example", "secret=1"] {
            assert!(!answer.contains(made_up), "{line}: {answer}");
        }
        let needs_methods = wanted == 405;
        assert_eq!(answer.to_lowercase().contains("\nallow: get,head"), needs_methods, "{line}: {answer}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_headers_without_end_are_refused() {
    let site = hasty().await;
    let long = |length: usize| "a".repeat(length);
    let searched = format!("GET /es/?q={} HTTP/1.1\r\n{HOST}\r\n", long(9_000));
    let answer = send(site.address, searched.as_bytes()).await;
    assert_eq!(statuses(&answer), [414]);
    assert!(answer.contains("<html lang=\"es\"") && answer.contains("menos palabras"), "{answer}");
    for request in [
        format!("GET /?q={} HTTP/1.1\r\n{HOST}\r\n", long(200_000)),
        format!("GET / HTTP/1.1\r\n{HOST}X: {}\r\n\r\n", long(200_000)),
        format!("GET / HTTP/1.1\r\n{HOST}{}\r\n", "X: y\r\n".repeat(200)),
        format!("GET / HTTP/1.1\r\n{HOST}{}: y\r\n\r\n", long(200_000)),
    ] {
        // A connection that is reset while it is still being written to may lose its answer.
        let all = statuses(&send(site.address, request.as_bytes()).await);
        assert!(all.iter().all(|status| matches!(status, 414 | 431)) && all.len() <= 1, "{all:?}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_too_slow_is_cut_off() {
    let site = hasty().await;
    let slow_body = post("Content-Length: 100\r\n", "a=b");
    let half_part = "POST /s/report-a-street-problem/photo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\
        Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    for (sent, wanted) in [
        ("", None),
        ("GET / HT", None),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: ", None),
        (slow_body.as_str(), Some(503)),
        (half_part, Some(503)),
    ] {
        let began = Instant::now();
        let answer = send(site.address, sent.as_bytes()).await;
        assert!(began.elapsed() > PATIENCE.head / 2, "{sent:?} was not even waited for");
        let last = statuses(&answer).pop();
        assert!(last == wanted || last == Some(408) && wanted.is_none(), "{sent:?}: {answer}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_much_and_takes_none_of_it_is_cut_off() {
    let site = hasty().await;
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    let stream = socket.connect(site.address).await.expect("the server listens");
    let (_nothing_is_read, mut asks) = stream.into_split();
    let asking =
        async { while asks.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.is_ok() {} };
    assert!(timeout(FOR_EVER, asking).await.is_ok(), "answers are kept for nobody, for ever");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_answers_slowly_but_takes_them_gets_them_all() {
    let site = hasty().await;
    let mut stream = TcpStream::connect(site.address).await.expect("the server listens");
    for _ in 0..4 {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("the server reads");
    }
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .expect("it reads");
    let (mut answer, mut some) = (Vec::new(), [0; 16 * 1024]);
    loop {
        tokio::time::sleep(PATIENCE.answer / 4).await;
        match stream.read(&mut some).await.expect("the server goes on") {
            0 => break,
            bytes => answer.extend_from_slice(&some[..bytes]),
        }
    }
    assert_eq!(statuses(&String::from_utf8_lossy(&answer)), [200; 5]);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_trickles_headers_is_not_waited_for_longer_than_one_that_sends_nothing() {
    let site = hasty().await;
    let mut stream = TcpStream::connect(site.address).await.expect("the server listens");
    let began = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n").await.expect("the server reads");
    let trickled = async {
        while stream.write_all(b"X: y\r\n").await.is_ok() {
            tokio::time::sleep(PATIENCE.head / 10).await;
        }
    };
    assert!(timeout(FOR_EVER, trickled).await.is_ok(), "the server takes headers for ever");
    assert!(began.elapsed() < PATIENCE.head * 20);
    site.close().await;
}
