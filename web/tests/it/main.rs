//! Pages as a browser sees them: a real server, real services, forms filled in as people do.

#[cfg(test)]
mod access;
#[cfg(test)]
#[path = "../../../portico/src/demo/agency.rs"]
mod agency;
#[cfg(test)]
mod aside;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod console;
#[cfg(test)]
mod double;
#[cfg(test)]
mod encrypted;
#[cfg(test)]
mod failing;
#[cfg(test)]
mod gone;
#[cfg(test)]
mod guests;
#[cfg(test)]
mod journeys;
mod kept;
#[cfg(test)]
mod lapsed;
#[cfg(test)]
mod leaving;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod live;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod lookups;
#[cfg(test)]
mod mailbox;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod my_sessions;
#[cfg(test)]
mod naughty;
#[cfg(test)]
mod overload;
#[cfg(test)]
mod pressed_twice;
#[cfg(test)]
mod preview;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod search;
#[cfg(test)]
mod second_factor;
#[cfg(test)]
mod signing;
#[cfg(test)]
mod staff_account;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod street;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod worked_out;
