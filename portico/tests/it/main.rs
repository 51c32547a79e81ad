//! The program as operators run it: started as a process, asked over HTTP, told to stop by a signal.

mod check;
mod demo;
mod doctor;
mod program;
mod serve;
