//! Pages as a browser sees them: a real server, real services, forms filled in as people do.

#[cfg(test)]
mod access;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod double;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod lapsed;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod lookups;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod search;
#[cfg(test)]
mod street;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod worked_out;
