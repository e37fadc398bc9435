//! A server that ends with the test, and requests as programs on this machine send them.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

/// A server of the program.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) port: u16,
    /// What follows the port in the address that was printed.
    pub(crate) rest: String,
    /// The cookie of a page that exchanged its token.
    pub(crate) cookie: String,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Server {
    /// Starts the program in a folder with these arguments, and reads the address it prints.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .current_dir(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect(&line);
        let (port, rest) = address.split_once('/').expect(&line);
        Self { process, port: port.parse().unwrap(), rest: rest.to_owned(), cookie: String::new() }
    }

    /// Starts a review, and exchanges its token as the page does.
    pub(crate) fn review(folder: &Path, arguments: &[&str]) -> Self {
        let arguments = [&["review", "--no-open", "-q"], arguments].concat();
        let mut server = Self::start(folder, &arguments);
        let answer = server.exchange();
        assert_eq!(answer.status, 204, "{}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        server.cookie = cookie.split(';').next().unwrap().to_owned();
        server
    }

    /// Exchanges the token of the address for the cookie.
    pub(crate) fn exchange(&self) -> Answer {
        let token = self.rest.strip_prefix('#').expect(&self.rest);
        let body = serde_json::json!({ "token": token }).to_string();
        self.ask("POST /api/session", &[&self.host(), JSON, OWN], &body)
    }

    /// The header that names this server.
    pub(crate) fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    /// The header of a page that was let in.
    pub(crate) fn with_cookie(&self) -> String {
        format!("Cookie: {}", self.cookie)
    }

    /// The answer to a request with these header lines.
    pub(crate) fn ask(&self, request: &str, headers: &[&str], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let head =
            format!("{request} HTTP/1.1\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses a long body need not read it.
        let _ = stream.write_all(body.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no answer to {request}: {answer:?}"));
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            unchunked(body)
        } else {
            body.to_owned()
        };
        Answer { status, head: head.to_owned(), body }
    }

    /// What the API answers to a read of the page; it is to be answered well.
    pub(crate) fn get(&self, path: &str) -> Value {
        let answer = self.try_get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.json()
    }

    /// What the API answers to a read of the page.
    pub(crate) fn try_get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[&self.host(), &self.with_cookie()], "")
    }

    /// What the API answers to a write of the page.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = [&*self.host(), &*self.with_cookie(), JSON, OWN];
        self.ask(&format!("POST {path}"), &headers, &body.to_string())
    }

    /// Waits till all articles were read.
    pub(crate) fn wait(&self) -> Value {
        loop {
            let project = self.get("/api/project");
            if project["read"]["finished"] == true {
                return project;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}

/// The headers of a write.
pub(crate) const JSON: &str = "Content-Type: application/json";
pub(crate) const OWN: &str = "X-Drogman: 1";

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

fn unchunked(mut body: &str) -> String {
    let mut out = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let Ok(length) = usize::from_str_radix(length.trim(), 16) else { break };
        let Some(chunk) = rest.get(..length).filter(|chunk| !chunk.is_empty()) else { break };
        out.push_str(chunk);
        body = rest.get(length + 2..).unwrap_or_default();
    }
    out
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
