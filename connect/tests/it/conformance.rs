//! Every engine keeps to the rules of connectors, whether the table knows that a key is unique or not.

macro_rules! sides {
    ($($name:ident: $make:ident $unique:literal),+ $(,)?) => { $(
        mod $name {
            use crate::side::{Keyed, Make};
            connect::conformance_tests!(Keyed::new(Make::$make, $unique).await);
        }
    )+ };
}

sides! {
    sqlite_with_a_unique_key: Sqlite true,
    sqlite_without_a_unique_key: Sqlite false,
    postgres_with_a_unique_key: Postgres true,
    postgres_without_a_unique_key: Postgres false,
    mariadb_with_a_unique_key: MariaDb true,
    mariadb_without_a_unique_key: MariaDb false,
}
