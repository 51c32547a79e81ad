//! `portico schema` and `portico reference`: what editors and people need to know of the files, made from the
//! comments of the types that read them.

use std::{fs, path::Path};

use crate::{
    cli::{About, Reference},
    config,
    error::Failed,
    say,
};

/// Writes a JSON Schema for each kind of file, and one for the settings.
pub fn schemas(folder: &Path) -> Result<(), Failed> {
    fs::create_dir_all(folder).map_err(Failed::disk("cannot make", folder))?;
    for file in forms::schema::file_schemas() {
        let written = write(folder, file.name, &file.schema)?;
        say::line(&format!("{written} for {}", file.files));
    }
    say::line(&format!("{} for portico.toml", write(folder, "portico", &config::schema())?));
    Ok(())
}

fn write(folder: &Path, name: &str, schema: &serde_json::Value) -> Result<String, Failed> {
    let path = folder.join(format!("{name}.schema.json"));
    fs::write(&path, format!("{schema:#}\n")).map_err(Failed::disk("cannot write", &path))?;
    Ok(path.display().to_string())
}

/// Writes a reference.
pub fn reference(asked: &Reference) -> Result<(), Failed> {
    let text = match asked.of {
        About::Services => forms::schema::reference(),
        About::Configuration => config::reference(),
    };
    if let Some(path) = &asked.out {
        return fs::write(path, &text).map_err(Failed::disk("cannot write", path));
    }
    say::line(text.trim_end());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(path: &str) -> String {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap_or_default()
    }

    #[test]
    fn the_committed_reference_of_settings_is_current() {
        let current = committed("docs/operate/configuration.md") == config::reference();
        assert!(current, "run `portico reference configuration --out docs/operate/configuration.md`");
    }

    #[test]
    fn the_committed_reference_of_service_files_is_current() {
        let current = committed("docs/author/reference.md") == forms::schema::reference();
        assert!(current, "run `portico reference services --out docs/author/reference.md`");
    }
}
