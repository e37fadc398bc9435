//! The local server as programs on this machine meet it: what it answers, and whom it refuses.
#![cfg(feature = "serve")]

mod server;

use std::process::Command;

use serde_json::Value;
use server::{Server, encoded};

fn start() -> Server {
    // Far from any folder with a glossary of its own.
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), &["serve", "--languagetool", "--port", "0", "-q"]);
    assert_eq!(server.rest.split_once('/').unwrap().1, "v2");
    server
}

fn token(server: &Server) -> &str {
    server.rest.split('/').next().unwrap()
}

fn check(server: &Server, form: &str) -> Value {
    let request = format!("POST /{}/v2/check", token(server));
    let answer =
        server.ask(&request, &[&server.host(), "Content-Type: application/x-www-form-urlencoded"], form);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[test]
fn editors_are_told_what_to_write() {
    let server = start();
    let text = "Été 𝄞 : le maire d’Ievlakh part.";
    let answer = check(&server, &format!("language=fr-FR&text={}", encoded(text)));
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
        let answer =
            check(&server, &format!("{form}&text={}", encoded("Le maire d’Ievlakh est parti hier.")));
        assert_eq!(answer["matches"].as_array().unwrap().len(), expected, "{form}");
    }
}

#[test]
fn markup_counts_and_is_not_read() {
    let server = start();
    let data = r#"{"annotation": [{"text": "Le maire "}, {"markup": "<b class='Evlakh'>"}, {"text": "d’Ievlakh"}, {"markup": "</b>"}]}"#;
    let answer = check(&server, &format!("language=fr&data={}", encoded(data)));
    assert_eq!(answer["matches"].as_array().unwrap().len(), 1);
    assert_eq!((&answer["matches"][0]["offset"], &answer["matches"][0]["length"]), (&27.into(), &9.into()));
}

#[test]
fn languages_are_those_drogman_reads() {
    let server = start();
    let answer = server.ask(&format!("GET /{}/v2/languages", token(&server)), &[&server.host()], "");
    assert_eq!(answer.status, 200);
    for code in [r#""longCode":"fr-FR""#, r#""longCode":"en-GB""#] {
        assert!(answer.body.contains(code), "{}", answer.body);
    }
}

#[test]
fn who_is_not_asked_for_is_refused() {
    let server = start();
    let (own, port) = (server.host(), server.port);
    let localhost = format!("Host: localhost:{port}");
    let check = format!("POST /{}/v2/check", token(&server));
    let form = "Content-Type: application/x-www-form-urlencoded";
    let wrong = format!("POST /{}/v2/check", "0".repeat(token(&server).len()));
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
        let answer = server.ask(request, headers, body);
        assert_eq!(answer.status, expected, "{request} {headers:?}: {}", answer.body);
        assert!(!answer.head.to_ascii_lowercase().contains("access-control-allow"), "{}", answer.head);
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let server = start();
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .args(["serve", "--languagetool", "--port", &server.port.to_string()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("choose one with --port") || said.contains("Choose one with --port"), "{said}");
}
