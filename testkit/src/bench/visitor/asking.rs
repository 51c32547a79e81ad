//! How a resident under load asks, and what every answer must be: a whole page, in their language, with its heading in
//! the title bar. How long it took is counted from when it was due.

use tokio::time::{Instant, sleep_until};

use super::Visitor;
use crate::{
    bench::browsing::{Reply, encoded, in_parts},
    sheet::{Form, Sheet},
    trial::portal::Told,
};

impl Visitor<'_> {
    /// Opens a page.
    pub async fn page(&mut self, kind: &'static str, path: &str, heading: &str) -> Result<Reply, Told> {
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.headers());
        let reply = self.ask(kind, request.as_bytes()).await.map_err(|why| format!("GET {path}: {why}"))?;
        if reply.status != 200 {
            return Err(format!("GET {path}: {} to {:?}", reply.status, reply.location));
        }
        self.hold(&reply, path, heading)?;
        self.think().await;
        Ok(reply)
    }

    pub(super) fn hold(&self, reply: &Reply, path: &str, heading: &str) -> Result<(), Told> {
        let Sheet { lang, title, heading: said, .. } = &reply.sheet;
        if lang != self.tag {
            return Err(format!("{path}: in {lang:?} instead of {:?}", self.tag));
        }
        // A question that may be left empty says so after its words, in the heading only.
        let named = if heading.is_empty() { said.as_str() } else { heading };
        if said.is_empty() || !said.starts_with(heading) || !title.contains(named) {
            return Err(format!("{path}: {said:?} under {title:?} instead of {heading:?}"));
        }
        if reply.html.contains("{{") || !reply.html.trim_end().ends_with("</html>") {
            return Err(format!("{path}: the page is not whole"));
        }
        Ok(())
    }

    /// The bytes of a request that opens a page.
    pub fn opening(&self, path: &str, packed: bool) -> Vec<u8> {
        let headers = self.headers();
        let headers = if packed { headers } else { headers.replace("gzip, deflate, br", "identity") };
        format!("GET {path} HTTP/1.1\r\n{headers}\r\n").into_bytes()
    }

    /// The bytes of a request that sends a form.
    pub fn sending(&self, form: &Form) -> Vec<u8> {
        let (kind, body) = if form.is_multipart { in_parts(form) } else { encoded(form) };
        let head = format!(
            "POST {} HTTP/1.1\r\n{}Origin: http://{}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            form.action,
            self.headers(),
            self.town.address,
            body.len()
        );
        [head.into_bytes(), body].concat()
    }

    /// Sends a form; its status must be one of these.
    pub async fn send(&mut self, kind: &'static str, form: &Form, statuses: &[u16]) -> Result<Reply, Told> {
        let request = self.sending(form);
        let path = &form.action;
        let reply = self.ask(kind, &request).await.map_err(|why| format!("POST {path}: {why}"))?;
        if !statuses.contains(&reply.status) || (reply.status == 303 && !reply.location.starts_with('/')) {
            let said = &reply.sheet.heading;
            return Err(format!(
                "POST {path}: {} {:?} {said:?}, {:?}",
                reply.status, reply.location, form.values
            ));
        }
        if reply.status != 303 {
            self.think().await;
        }
        Ok(reply)
    }

    async fn think(&mut self) {
        let thought = self.town.thinks(&self.chance);
        self.due = Instant::now() + thought;
        if !thought.is_zero() {
            sleep_until(self.due).await;
        }
    }

    fn headers(&self) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies =
            if cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", cookies.join("; ")) };
        format!(
            "Host: {}\r\nUser-Agent: resident/1\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: {}\r\n\
             Accept-Encoding: gzip, deflate, br\r\nX-Forwarded-For: {}\r\n{cookies}",
            self.town.address, self.tag, self.home
        )
    }

    async fn ask(&mut self, kind: &'static str, request: &[u8]) -> Result<Reply, Told> {
        let answer = self.line.ask(request).await?;
        let took = self.due.elapsed();
        let reply = Reply::of(&answer, &mut self.cookies)?;
        self.town.counted().times.entry(kind).or_default().add(took);
        self.due = Instant::now();
        Ok(reply)
    }
}
