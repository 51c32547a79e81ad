//! Looking into files with ClamAV's real daemon, and with ones that do not answer as they should.

use std::time::Duration;

use connect::clamd::Clamd;
use model::{Scanned, Scanner};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::clamd_daemon::{HARMFUL, MOST_BYTES, address};

fn real() -> Clamd {
    Clamd::new(&address().unwrap(), Duration::from_secs(20)).unwrap()
}

#[tokio::test]
async fn a_real_clamd_tells_harmful_files_from_others() {
    let clamd = real();
    assert_eq!(clamd.reach().await, Ok(()));
    for clean in [&b""[..], b"a photo of a hole in the road", &vec![0xff; 300_000]] {
        assert_eq!(clamd.scan(clean).await, Ok(Scanned::Clean));
    }
    let mut hidden = vec![0x41; 200_000];
    hidden.extend(HARMFUL.as_bytes());
    hidden.extend([0x42; 1000]);
    for harmful in [HARMFUL.as_bytes(), &hidden] {
        let found = clamd.scan(harmful).await;
        assert!(
            matches!(&found, Ok(Scanned::Harmful(name)) if name.starts_with("Portico.Test")),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn a_file_larger_than_clamd_looks_into_is_not_called_clean() {
    let found = real().scan(&vec![0x41; MOST_BYTES + 100_000]).await;
    assert!(found.is_err(), "{found:?}");
}

#[tokio::test]
async fn many_files_at_once_each_have_their_own_answer() {
    let clamd = real();
    let scans = (0..20).map(|number| {
        let content = if number % 2 == 0 { HARMFUL.as_bytes().to_vec() } else { vec![0x41; 50_000] };
        let clamd = &clamd;
        async move { matches!(clamd.scan(&content).await, Ok(Scanned::Harmful(_))) }
    });
    let harmful = futures::future::join_all(scans).await;
    assert!(harmful.iter().enumerate().all(|(number, found)| *found == (number % 2 == 0)), "{harmful:?}");
}

/// A server that reads a little and then does one thing.
async fn odd(answer: Option<&'static [u8]>) -> Clamd {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut some = [0; 10];
            let _ = stream.read(&mut some).await;
            match answer {
                Some(answer) => drop(stream.write_all(answer).await),
                None => tokio::time::sleep(Duration::from_mins(1)).await,
            }
        }
    });
    Clamd::new(&format!("tcp://{address}"), Duration::from_millis(300)).unwrap()
}

#[tokio::test]
async fn without_a_clear_answer_in_time_nothing_is_called_clean() {
    for answer in
        [None, Some(&b""[..]), Some(b"OK\0"), Some(b"stream: OK? ERROR\0"), Some(b"HTTP/1.1 200 OK\r\n")]
    {
        let clamd = odd(answer).await;
        let found = tokio::time::timeout(Duration::from_secs(5), clamd.scan(b"a photo")).await;
        let found = found.expect("patience has an end");
        assert!(found.is_err(), "{answer:?}: {found:?}");
        assert!(clamd.reach().await.is_err(), "{answer:?}");
    }
    let gone = Clamd::new("unix:/nowhere/clamd.ctl", Duration::from_secs(1)).unwrap();
    assert!(gone.scan(b"a photo").await.is_err());
}
