//! The program as operators run it: started as a process, asked over HTTP, told to stop by a signal.

#[cfg(test)]
mod against;
#[cfg(test)]
#[path = "../../src/demo/agency.rs"]
mod agency;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod bench_data;
#[cfg(test)]
mod canaries;
#[cfg(test)]
mod canary_stage;
#[cfg(test)]
mod check;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod fit;
#[cfg(test)]
mod live;
#[cfg(test)]
mod load;
#[cfg(test)]
mod own;
#[cfg(test)]
mod program;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod upgrade;
