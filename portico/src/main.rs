//! `portico`: the one program an agency runs.

mod backup;
mod bench_data;
mod certificate;
mod chance;
mod check;
mod cli;
mod clock;
mod config;
mod demo;
mod doctor;
mod erase;
mod error;
mod export;
mod fit;
mod folder;
mod hold;
mod installation;
mod keys;
mod logs;
mod meters;
mod migrate;
mod offer;
mod pause;
mod preview;
mod publish;
mod readability;
mod reference;
mod restore;
mod say;
mod serve;
mod staff;
mod stop;
mod translate;
mod words;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, Keys, Staff};
use config::Config;
use error::Failed;

fn main() -> ExitCode {
    // One crypto provider everywhere; an error means that it is installed already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            say::aside(&format!("portico: the runtime could not start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let ended = runtime.block_on(run(cli.command));
    logs::end();
    match ended {
        Ok(code) => code,
        Err(error) => {
            say::aside(&format!("portico: {}", say::chain(&error)));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, Failed> {
    match command {
        Command::Serve(settings) => serve::serve(&settings.config).await?,
        Command::Demo(demo) => demo::demo(demo).await?,
        Command::Check(check) => return check::check(&check).await,
        Command::Translate(translate) => translate::translate(&translate)?,
        Command::Schema(schema) => reference::schemas(&schema.out)?,
        Command::Reference(of) => reference::reference(&of)?,
        Command::Migrate(settings) => migrate::migrate(&Config::load(&settings.config)?).await?,
        Command::Publish(publish) => return publish::publish(&publish).await,
        Command::Versions(versions) => publish::versions(&versions).await?,
        Command::Retire(retire) => publish::retire(&retire).await?,
        Command::Pause(pause) => pause::pause(&pause).await?,
        Command::Preview(preview) => preview::preview(&preview).await?,
        Command::Doctor(doctor) => return doctor::doctor(&doctor).await,
        Command::Backup(backup) => backup::backup(&backup).await?,
        Command::Restore(restore) => return restore::restore(&restore).await,
        Command::Export(export) => export::export(&export).await?,
        Command::Staff(Staff::Add(add)) => staff::add(&add).await?,
        Command::Staff(Staff::List(settings)) => staff::list(&Config::load(&settings.config)?).await?,
        Command::Staff(Staff::Password(set)) => staff::set_password(&set).await?,
        Command::Staff(Staff::ResetFactor(reset)) => staff::reset_factor(&reset).await?,
        Command::Staff(Staff::Remove(remove)) => staff::remove(&remove).await?,
        Command::Keys(Keys::New(new)) => keys::new(&new.file)?,
        Command::Keys(Keys::Rotate(settings)) => keys::rotate(&Config::load(&settings.config)?).await?,
        Command::EraseCase(erase) => erase::erase(&erase).await?,
        Command::Hold(asked) => hold::hold(&asked).await?,
        Command::BenchData(asked) => bench_data::fill(&asked).await?,
    }
    Ok(ExitCode::SUCCESS)
}
