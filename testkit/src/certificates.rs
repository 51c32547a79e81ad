//! Certificates for servers of tests, made by the program `openssl`: one issuer, one stranger, and a server's own.

use std::{fs, path::Path, process::Command};

/// Makes `issuer.pem`, `stranger.pem` that vouches for nobody, and `server.pem` with `server.key`, which the issuer
/// vouches for, for `localhost` and not for 127.0.0.1.
pub fn make(folder: &Path) -> Result<(), String> {
    let openssl = |line: &str| {
        let output = Command::new("openssl").current_dir(folder).args(line.split(' ')).output();
        let output = output.map_err(|error| format!("openssl could not be started: {error}"))?;
        let said = || format!("openssl failed: {}", String::from_utf8_lossy(&output.stderr));
        if output.status.success() { Ok(()) } else { Err(said()) }
    };
    let new = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    for name in ["issuer", "stranger"] {
        openssl(&format!("req -x509 {new} -days 2 -subj /CN={name} -keyout {name}.key -out {name}.pem"))?;
    }
    fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").map_err(|error| error.to_string())?;
    openssl(&format!("req {new} -subj /CN=localhost -keyout server.key -out server.csr"))?;
    let signed = "x509 -req -in server.csr -CA issuer.pem -CAkey issuer.key -CAcreateserial";
    openssl(&format!("{signed} -days 2 -extfile names -out server.pem"))
}
