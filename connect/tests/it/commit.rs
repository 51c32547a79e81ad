//! The line breaks while committing: we must not pretend to know, and asking must tell.

use connect::conformance::{Harness, key};
use model::{Class, Found};

use mysql_async::prelude::Queryable;

use crate::{
    proxy::Line,
    side::{Keyed, Make},
};

async fn broken(make: Make, line: Line) -> (Keyed, Class) {
    let side = Keyed::new(make, true).await;
    side.side.set_line(line);
    let failure = side.connector().hand_over(&side.part(key(1))).await.unwrap_err();
    side.side.set_line(Line::Whole);
    (side, failure.class)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_an_answer_is_unknown_and_then_found() {
    for make in [Make::Postgres, Make::MariaDb] {
        let (side, class) = broken(make, Line::CutAfterCommit).await;
        assert_eq!(class, Class::Unknown, "{make:?}");
        let part = side.part(key(1));
        // The server may still be at it: nobody waited for its answer.
        let mut found = side.connector().find(&part).await;
        for _ in 0..100 {
            if found != Ok(Found::No) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            found = side.connector().find(&part).await;
        }
        assert!(matches!(found, Ok(Found::Yes(_))), "{make:?}: {found:?}");
        assert!(side.connector().hand_over(&part).await.is_ok());
        assert_eq!(side.records(&part.key).await, 1, "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_did_not_arrive_is_unknown_and_then_not_found() {
    for make in [Make::Postgres, Make::MariaDb] {
        let (side, class) = broken(make, Line::CutBeforeCommit).await;
        assert_eq!(class, Class::Unknown, "{make:?}");
        let part = side.part(key(1));
        assert_eq!(side.connector().find(&part).await, Ok(Found::No), "{make:?}");
        assert!(side.connector().hand_over(&part).await.is_ok(), "{make:?}");
        assert_eq!(side.records(&part.key).await, 1, "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_where_nobody_listens_is_for_now() {
    for address in
        ["postgres://someone:secret@127.0.0.1:1/x?sslmode=disable", "mysql://someone:secret@127.0.0.1:1/x"]
    {
        let failure = connect::sql::open(address).unwrap().reach().await.unwrap_err();
        assert_eq!(failure.class, Class::Transient);
        assert!(!failure.detail.contains("secret"));
    }
}

/// Locks the table, hands over, and lets go.
async fn hand_over_while_locked(make: Make) -> model::Failure {
    let side = Keyed::new(make, true).await;
    let (part, connector) = (side.part(key(1)), side.connector());
    let failure = match make {
        Make::Sqlite => {
            let other =
                rusqlite::Connection::open(side.side.address.strip_prefix("sqlite:").unwrap()).unwrap();
            other.execute_batch("BEGIN IMMEDIATE").unwrap();
            connector.hand_over(&part).await.unwrap_err()
        }
        Make::Postgres => {
            let (other, connection) =
                tokio_postgres::connect(&side.side.address, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            other.batch_execute("BEGIN; LOCK TABLE TXN").await.unwrap();
            connector.hand_over(&part).await.unwrap_err()
        }
        Make::MariaDb => {
            let settings = mysql_async::Opts::from_url(&side.side.address).unwrap();
            let mut other = mysql_async::Conn::new(settings).await.unwrap();
            other.query_drop("LOCK TABLES TXN WRITE").await.unwrap();
            let failure = connector.hand_over(&part).await.unwrap_err();
            other.disconnect().await.unwrap();
            failure
        }
    };
    assert_eq!(side.records(&part.key).await, 0, "{make:?}");
    assert!(connector.hand_over(&part).await.is_ok(), "{make:?}: taken when the lock is gone");
    failure
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_somebody_else_locks_is_for_now() {
    let (sqlite, postgres, mariadb) = futures::join!(
        hand_over_while_locked(Make::Sqlite),
        hand_over_while_locked(Make::Postgres),
        hand_over_while_locked(Make::MariaDb)
    );
    for failure in [sqlite, postgres, mariadb] {
        assert_eq!(failure.class, Class::Transient, "{failure}");
    }
}
