//! `portico staff`: who works for an agency here. Operators add and remove them; each change is an audit entry.

use std::{
    io::{self, BufRead},
    path::Path,
};

use app::{
    AccountNews, App,
    staff::{FIRST_PASSWORD_LASTS, NewStaff},
};
use model::{Clock, EventId, Random, Staff, random_text};
use store::{Batch, CommitError, NewAuditEntry, Statement, Store};

use crate::{
    chance::SystemRandom,
    cli::{AddStaff, RemoveStaff, ResetFactor, SetPassword},
    clock::SystemClock,
    config::Config,
    error::Failed,
    installation::{self, Installation},
    say, serve,
};

/// Adds somebody, and shows a password that was made for them once.
pub async fn add(asked: &AddStaff) -> Result<(), Failed> {
    let app = open(&asked.settings.config).await?;
    let agencies = app.services.now().agencies().clone();
    if !agencies.iter().any(|(slug, _)| slug.to_string() == asked.agency) {
        let known: Vec<String> = agencies.iter().map(|(slug, _)| slug.to_string()).collect();
        return Err(Failed::said(format!(
            "there is no agency `{}`; there is: {}",
            asked.agency,
            known.join(", ")
        )));
    }
    let password = choose_password(asked.password_stdin)?;
    judge(&app, &password, [&asked.name, &asked.email, &asked.agency]).await?;
    keep(&app, asked, &password).await?;
    say::line(&format!("Added {} as {} of {}.", asked.email, asked.role.as_str(), asked.agency));
    show_password(asked.password_stdin, &password);
    Ok(())
}

async fn open(config: &Path) -> Result<App, Failed> {
    let installation = Installation::from_file(config)?;
    let store = installation::open_ready_store(&installation.config).await?;
    installation.app(store, &serve::node()).await
}

/// Sets another first password for somebody who forgot theirs or may have told it, and ends their sessions.
pub async fn set_password(asked: &SetPassword) -> Result<(), Failed> {
    let app = open(&asked.settings.config).await?;
    let password = choose_password(asked.password_stdin)?;
    let staff = find(&app.store, &asked.email).await?;
    judge(&app, &password, [&staff.name, &staff.email, &staff.agency]).await?;
    let hash = app.hash_password(password.clone()).await?;
    let until = SystemClock.now() + FIRST_PASSWORD_LASTS;
    let set = store::staff::set_password(&staff.id, &hash, Some(until));
    change(&app, &staff, AccountNews::PasswordSet, "staff_password_set", vec![set]).await?;
    say::line(&format!("{} has a new password, and is signed out everywhere.", asked.email));
    show_password(asked.password_stdin, &password);
    Ok(())
}

/// Takes somebody's second factor away, and ends their sessions.
pub async fn reset_factor(asked: &ResetFactor) -> Result<(), Failed> {
    let app = open(&asked.settings.config).await?;
    let staff = find(&app.store, &asked.email).await?;
    let gone = store::staff_factors::delete_all(&staff.id).to_vec();
    change(&app, &staff, AccountNews::FactorRemoved, "staff_factor_reset", gone).await?;
    say::line(&format!("{} has no second factor any more, and is signed out everywhere.", asked.email));
    Ok(())
}

/// One commit: the change, the end of their sessions, the audit entry, and a message to them.
async fn change(
    app: &App,
    staff: &Staff,
    news: AccountNews,
    action: &str,
    statements: Vec<Statement>,
) -> Result<(), Failed> {
    let told = app.tell_staff(staff, &app.settings.default_locale, news)?;
    let all = || {
        let mut all = statements.clone();
        all.extend([store::sessions::delete_sessions_of_staff(&staff.id), told.clone()]);
        all
    };
    Ok(commit_with_entry(&app.store, &entry(action, &staff.agency, staff.id.as_str()), all).await?)
}

async fn find(store: &Store, email: &str) -> Result<Staff, Failed> {
    let found = store.find_staff_by_email(email).await?;
    found.map(|account| account.staff).ok_or_else(|| Failed::said(format!("nobody signs in as {email}")))
}

/// The password that was given, or one made now.
fn choose_password(is_given: bool) -> Result<String, Failed> {
    if is_given { read_password() } else { Ok(new_password(&SystemRandom)) }
}

async fn judge(app: &App, password: &str, [name, email, agency]: [&str; 3]) -> Result<(), Failed> {
    let judged = app.judge_password(password, name, email, agency).await?;
    judged.map_err(|bad| Failed::said(bad.to_string()))
}

fn show_password(is_given: bool, password: &str) {
    if !is_given {
        say::line(&format!("First password, shown only now: {password}"));
    }
    let days = FIRST_PASSWORD_LASTS.as_hours() / 24;
    say::line(&format!("It works for {days} days, and must be changed when they first sign in."));
}

async fn keep(app: &App, asked: &AddStaff, password: &str) -> Result<(), Failed> {
    let new = NewStaff {
        email: asked.email.clone(),
        name: asked.name.clone(),
        agency: asked.agency.clone(),
        role: asked.role,
        password: password.to_owned(),
        first_for: Some(FIRST_PASSWORD_LASTS),
    };
    match app.add_staff(new).await {
        Err(app::AppError::Conflict(_)) => {
            Err(Failed::said(format!("somebody signs in as {} already", asked.email)))
        }
        Err(error) => Err(error.into()),
        Ok(id) => Ok(app.store.append_audit(&entry("staff_added", &asked.agency, id.as_str())).await?),
    }
}

fn read_password() -> Result<String, Failed> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|source| Failed::Disk { what: "cannot read the password".to_owned(), source })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 100 random bits, in groups that can be read out.
fn new_password(random: &dyn Random) -> String {
    let groups: Vec<String> = (0..4).map(|_| random_text(random, 5)).collect();
    groups.join("-")
}

/// Lists everybody, by agency.
pub async fn list(config: &Config) -> Result<(), Failed> {
    let store = installation::open_ready_store(config).await?;
    let all = store.list_staff().await?;
    for staff in &all {
        say::line(&format!("{}\t{}\t{}\t{}", staff.agency, staff.role.as_str(), staff.email, staff.name));
    }
    if all.is_empty() {
        say::aside("Nobody yet. Add somebody with `portico staff add`.");
    }
    Ok(())
}

/// Removes somebody and ends their sessions.
pub async fn remove(asked: &RemoveStaff) -> Result<(), Failed> {
    let config = Config::load(&asked.settings.config)?;
    let store = installation::open_ready_store(&config).await?;
    let staff = find(&store, &asked.email).await?;
    let statements = || {
        let mut all = store::staff_factors::delete_all(&staff.id).to_vec();
        all.extend([store::sessions::delete_sessions_of_staff(&staff.id), store::staff::delete(&staff.id)]);
        all
    };
    commit_with_entry(&store, &entry("staff_removed", &staff.agency, staff.id.as_str()), statements).await?;
    say::line(&format!("Removed {}.", asked.email));
    Ok(())
}

/// An audit entry of the command line.
pub fn entry(action: &str, agency: &str, detail: &str) -> NewAuditEntry {
    NewAuditEntry {
        id: EventId::random(&SystemRandom),
        at: SystemClock.now(),
        staff: None,
        staff_name: "command line".to_owned(),
        agency: agency.to_owned(),
        action: action.to_owned(),
        case: None,
        detail: detail.to_owned(),
    }
}

/// Commits a change and its audit entry together; another entry that came between is no failure.
pub async fn commit_with_entry(
    store: &Store,
    entry: &NewAuditEntry,
    statements: impl Fn() -> Vec<Statement>,
) -> Result<(), CommitError> {
    let mut tries = 0;
    loop {
        let mut batch = Batch::from_iter(statements());
        batch.push(store.audit_statement(entry).await?);
        match store.commit(batch).await {
            Err(CommitError::Conflict(_)) if tries < 20 => tries += 1,
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_was_made_is_long_enough_and_never_the_same() {
        let (one, other) = (new_password(&SystemRandom), new_password(&SystemRandom));
        assert!(one.len() >= 15 && one != other, "{one}");
    }
}
