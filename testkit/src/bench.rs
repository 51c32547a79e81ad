//! Measuring: the real program under load, beside the least that could do the same work on the same machine in the same
//! minute.

pub mod bare;
pub mod browsing;
pub mod contest;
pub mod figures;
pub mod flood;
pub mod letters;
pub mod load;
pub mod machine;
pub mod parts;
pub mod raw;
pub mod stage;
pub mod table;
pub mod tally;
pub mod town;
pub mod visitor;
pub mod wire;
