//! The program as operators run it: started as a process, asked over HTTP, told to stop by a signal.

#[cfg(test)]
mod against;
#[cfg(test)]
mod check;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod program;
#[cfg(test)]
mod serve;
