//! The local server as programs on this machine meet it: what it answers, and whom it refuses.
#![cfg(feature = "serve")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

/// A server that ends with the test.
struct Server {
    process: Child,
    port: u16,
    token: String,
}

impl Server {
    fn start() -> Self {
        // Far from any folder with a glossary of its own.
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .current_dir(folder.path())
            .args(["serve", "--languagetool", "--port", "0", "-q"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect(&line);
        let mut parts = address.split('/');
        let port = parts.next().unwrap().parse().unwrap();
        let token = parts.next().unwrap().to_owned();
        assert_eq!(parts.next(), Some("v2"));
        Self { process, port, token }
    }

    fn own_host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }

    /// The status and the whole answer to a request with these header lines.
    fn ask(&self, request: &str, headers: &[&str], body: &str) -> (u16, String) {
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
        let answer = String::from_utf8(answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("no answer: {answer:?}")), answer)
    }

    fn check(&self, form: &str) -> Value {
        let request = format!("POST /{}/v2/check", self.token);
        let headers = [&*self.own_host(), "Content-Type: application/x-www-form-urlencoded"];
        let (status, answer) = self.ask(&request, &headers, form);
        assert_eq!(status, 200, "{answer}");
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A text as a form sends it.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn editors_are_told_what_to_write() {
    let server = Server::start();
    let text = "Été 𝄞 : le maire d’Ievlakh part.";
    let answer = server.check(&format!("language=fr-FR&text={}", encoded(text)));
    assert_eq!(answer["language"]["code"], "fr-FR");
    let found = &answer["matches"][0];
    let units: Vec<u16> = text.encode_utf16().collect();
    let (offset, length) =
        (found["offset"].as_u64().unwrap() as usize, found["length"].as_u64().unwrap() as usize);
    let replacement = found["replacements"][0]["value"].as_str().unwrap();
    let written = String::from_utf16(
        &[&units[..offset], &replacement.encode_utf16().collect::<Vec<_>>(), &units[offset + length..]]
            .concat(),
    );
    assert_eq!(written.unwrap(), "Été 𝄞 : le maire de Yevlakh part.");
    assert_eq!(found["rule"]["id"], "DROGMAN_NON_PREFERRED");
    assert!(found["shortMessage"].as_str().unwrap().contains("Yevlakh"));
    assert_eq!(answer["matches"].as_array().unwrap().len(), 1);
    // A rule that the editor switches off; another language; no language at all.
    for (form, expected) in [
        ("language=fr&disabledRules=A,DROGMAN_NON_PREFERRED", 0),
        ("language=de-DE", 0),
        ("language=auto", 1),
    ] {
        let answer = server.check(&format!("{form}&text={}", encoded("Le maire d’Ievlakh est parti hier.")));
        assert_eq!(answer["matches"].as_array().unwrap().len(), expected, "{form}");
    }
}

#[test]
fn markup_counts_and_is_not_read() {
    let server = Server::start();
    let data = r#"{"annotation": [{"text": "Le maire "}, {"markup": "<b class='Evlakh'>"}, {"text": "d’Ievlakh"}, {"markup": "</b>"}]}"#;
    let answer = server.check(&format!("language=fr&data={}", encoded(data)));
    assert_eq!(answer["matches"].as_array().unwrap().len(), 1);
    assert_eq!((&answer["matches"][0]["offset"], &answer["matches"][0]["length"]), (&27.into(), &9.into()));
}

#[test]
fn languages_are_those_drogman_reads() {
    let server = Server::start();
    let (status, answer) =
        server.ask(&format!("GET /{}/v2/languages", server.token), &[&server.own_host()], "");
    assert_eq!(status, 200);
    assert!(answer.contains(r#""longCode":"fr-FR""#) && answer.contains(r#""longCode":"en-GB""#), "{answer}");
}

#[test]
fn who_is_not_asked_for_is_refused() {
    let server = Server::start();
    let (own, port) = (server.own_host(), server.port);
    let localhost = format!("Host: localhost:{port}");
    let check = format!("POST /{}/v2/check", server.token);
    let form = "Content-Type: application/x-www-form-urlencoded";
    let wrong = format!("POST /{}/v2/check", "0".repeat(server.token.len()));
    let long = format!("text={}", "a".repeat(5 << 20));
    for (request, headers, body, expected) in [
        (&*check, &[&*localhost, form][..], "text=Bakou", 200),
        // A name that its owner points to this machine.
        (&check, &["Host: rebound.example", form], "text=Bakou", 421),
        (&check, &["Host: 127.0.0.1:1", form], "text=Bakou", 421),
        // A form and a script of a web page.
        (&check, &[&own, form, "Origin: https://evil.example"], "text=Bakou", 403),
        (&check, &[&own, form, "Origin: null"], "text=Bakou", 403),
        (&check, &[&own, form, "Sec-Fetch-Site: cross-site"], "text=Bakou", 403),
        // No secret, a wrong one, another path.
        ("POST /v2/check", &[&own, form], "text=Bakou", 404),
        (&wrong, &[&own, form], "text=Bakou", 404),
        ("GET /../../etc/passwd", &[&own], "", 404),
        (&check, &[&own, form], &long, 413),
        (&check, &[&own, form], "language=fr", 400),
        (&check, &[&own, form], "data=[", 400),
        (&check, &[&own, "Content-Type: text/plain"], "text=Bakou", 415),
    ] {
        let (status, answer) = server.ask(request, headers, body);
        assert_eq!(status, expected, "{request} {headers:?}: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("access-control-allow"), "{answer}");
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let server = Server::start();
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .args(["serve", "--languagetool", "--port", &server.port.to_string()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("choose one with --port") || said.contains("Choose one with --port"), "{said}");
}
