//! Use cases on a real store, with the outside world as told: what is owed is met, or the person is told.

#[cfg(test)]
mod bench;
#[cfg(test)]
mod garden;
#[cfg(test)]
mod outside;

#[cfg(test)]
mod begun_again;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod hanging;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod nothing_lost;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod photos;
#[cfg(test)]
mod places;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod schedules;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod submissions;
#[cfg(test)]
mod together;
#[cfg(test)]
mod upgrading;
#[cfg(test)]
mod worker;
