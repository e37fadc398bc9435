//! Decisions through the API of the real program: acts, undo, saving, and a program that is killed at any moment.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use serde_json::{Value, json};

const OWN: &str = "\
# by hand
version: 1
concepts:
  ormeval:   # the valley
    type: region
    fr: {preferred: Ormeval, variants: [Orméval]}   # old maps
    en: Elmvale
  # a weir
  seuil: {type: term, fr: {preferred: seuil, variants: [seuils]}, en: weir}   # flow
";

/// A server that is at work on a folder.
struct Server {
    child: Child,
    client: Client,
}

/// One who asks a server.
#[derive(Clone)]
struct Client {
    port: u16,
    cookie: String,
}

impl std::ops::Deref for Server {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .args(["review", "a.txt", "--no-open", "-q", "-g", "own.yaml"])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let (origin, token) = address.trim().split_once("/#").unwrap();
        let port = origin.rsplit(':').next().unwrap().parse().unwrap();
        let mut server = Self { child, client: Client { port, cookie: String::new() } };
        let (status, head, _) = server.ask("POST", "/api/session", Some(&json!({ "token": token }))).unwrap();
        assert_eq!(status, 204);
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        server.client.cookie = cookie.split(';').next().unwrap().to_owned();
        server
    }
}

impl Client {
    /// The status, the head and the body of an answer; none when the server is gone.
    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Option<(u16, String, Value)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let port = self.port;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nCookie: {}\r\nX-Drogman: 1\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len(),
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some((status, head.to_owned(), serde_json::from_str(body).unwrap_or_default()))
    }

    fn get(&self, path: &str) -> Value {
        let (status, _, body) = self.ask("GET", path, None).unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let (status, _, body) = self.ask("POST", path, Some(body)).unwrap();
        (status, body)
    }

    /// Decides one field; the id of the act.
    fn decide(&self, on: &str, field: &str, from: Value, to: Value) -> String {
        let (status, acted) = self.post("/api/acts", &act(on, field, from, to));
        assert_eq!(status, 200, "{acted}");
        acted["id"].as_str().unwrap().to_owned()
    }

    fn save(&self) {
        let last = self.get("/api/save")["last"].clone();
        let (status, saved) = self.post("/api/save", &json!({ "last": last }));
        assert_eq!(status, 200, "{saved}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn act(on: &str, field: &str, from: Value, to: Value) -> Value {
    json!({ "screen": "names", "label": ["test"], "sets": [{ "on": on, "field": field, "from": from, "to": to }] })
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.yaml"), OWN).unwrap();
    fs::write(folder.path().join("a.txt"), "L’Ormeval et le seuil. Orméval encore.").unwrap();
    folder
}

fn own(folder: &Path) -> String {
    fs::read_to_string(folder.join("own.yaml")).unwrap()
}

#[test]
fn decisions_are_made_taken_back_and_saved() {
    let folder = project();
    let server = Server::start(folder.path());
    let first = server.decide("name/ormeval", "write:default", json!("Ormeval"), json!("Orméval"));
    let second = server.decide("name/seuil", "note", Value::Null, json!("à revoir"));
    let (status, stale) =
        server.post("/api/acts", &act("name/seuil", "note", json!("autre"), json!("encore")));
    assert_eq!((status, &stale["now"]), (409, &json!("à revoir")));
    let (status, bad) = server.post("/api/acts", &act("name/nobody", "note", Value::Null, json!("x")));
    assert!(status == 400 && bad["message"].as_str().unwrap().contains("nobody"), "{bad}");

    let project = server.get("/api/project");
    assert_eq!((&project["unsaved"], &project["last"]), (&json!(2), &json!(second)));
    let card = server.get("/api/concepts/ormeval");
    assert_eq!((&card["fr"], &card["history"][0]["id"]), (&json!("Orméval"), &json!(first)));
    let shown = server.get("/api/save");
    let diff = shown["files"][0]["diff"].as_str().unwrap();
    assert!(diff.contains("+    fr: {preferred: Orméval"), "{diff}");
    let (status, _) = server.post("/api/save", &json!({ "last": first }));
    assert_eq!(status, 409);
    server.save();
    let saved = own(folder.path());
    assert!(
        saved.contains("# old maps") && saved.contains("preferred: Orméval") && saved.contains("à revoir"),
        "{saved}"
    );
    assert_eq!(server.get("/api/project")["unsaved"], 0);

    let log = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .args(["glossary", "log", "-g", "own.yaml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let log = String::from_utf8(log.stdout).unwrap();
    assert!(log.contains("ormeval: write:default: Ormeval → Orméval"), "{log}");
    for (id, path) in [(&first, "revert"), (&second, "revert")] {
        let (status, acted) = server.post(&format!("/api/acts/{id}/{path}"), &json!({ "on": true }));
        assert_eq!(status, 200, "{acted}");
    }
    server.save();
    assert_eq!(own(folder.path()), OWN);
    let acts = server.get("/api/acts");
    assert_eq!((&acts["total"], &acts["acts"][0]["off"]), (&json!(2), &json!(true)));
}

#[test]
fn a_file_that_was_edited_by_hand_is_not_lost() {
    let folder = project();
    let server = Server::start(folder.path());
    server.decide("name/seuil", "note", Value::Null, json!("à revoir"));
    let last = server.get("/api/save")["last"].clone();
    let edited = OWN.replace("# by hand", "# by hand, twice");
    thread::sleep(Duration::from_millis(20));
    fs::write(folder.path().join("own.yaml"), &edited).unwrap();
    let (status, _) = server.post("/api/save", &json!({ "last": last }));
    assert_eq!((status, own(folder.path())), (409, edited));
    server.save();
    let saved = own(folder.path());
    assert!(saved.contains("twice") && saved.contains("à revoir"), "{saved}");
}

#[test]
fn a_list_is_imported_and_taken_back() {
    let folder = project();
    let server = Server::start(folder.path());
    // «Français;Anglais;Vu\nécluse;lock;x\nseuil;sill;\n», in base64.
    let list = json!({ "name": "liste.csv", "base64": "RnJhbsOnYWlzO0FuZ2xhaXM7VnUKw6ljbHVzZTtsb2NrO3gKc2V1aWw7c2lsbDsK" });
    let (status, read) = server.post("/api/import", &list);
    assert_eq!(status, 200, "{read}");
    assert_eq!(
        (&read["rows"], &read["concepts"], &read["columns"][2]["field"]),
        (&json!(2), &json!(1), &json!("-"))
    );
    let conflict = read["conflicts"][0]["id"].as_str().unwrap();
    let choice = json!({ "columns": ["fr", "en", "note"], "choices": { conflict: "theirs" } });
    let (status, acted) = server.post(&format!("/api/import/{}", read["id"].as_str().unwrap()), &choice);
    assert_eq!((status, &acted["n"]), (200, &json!(1)), "{acted}");
    assert_eq!(server.get("/api/concepts/seuil")["en"], "sill");
    assert_eq!(server.get("/api/concepts/lock")["note"], "x");
    server.save();
    assert!(own(folder.path()).contains("écluse"), "{}", own(folder.path()));
    let id = acted["id"].as_str().unwrap();
    server.post(&format!("/api/acts/{id}/revert"), &json!({ "on": true }));
    server.save();
    assert_eq!(own(folder.path()), OWN);
}

#[test]
fn the_glossary_is_exported_once() {
    let folder = project();
    let server = Server::start(folder.path());
    let asked = json!({ "format": "csv", "what": "glossary" });
    let (status, exported) = server.post("/api/export", &asked);
    assert_eq!((status, &exported["file"]["name"]), (200, &json!("glossary.csv")), "{exported}");
    let path = format!("/api/files/{}", exported["file"]["id"].as_str().unwrap());
    assert_eq!(server.ask("GET", &path, None).unwrap().0, 200);
    assert_eq!(server.ask("GET", &path, None).unwrap().0, 410);
}

/// How often the program is killed: more often when DROGMAN_KILLS says so.
fn kills() -> usize {
    std::env::var("DROGMAN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8)
}

#[test]
fn a_program_that_is_killed_loses_nothing_that_it_answered() {
    let folder = project();
    let mut answered: Vec<String> = Vec::new();
    for round in 0..kills() {
        let server = Server::start(folder.path());
        let acts = server.get("/api/acts?limit=500");
        let known: Vec<&str> =
            acts["acts"].as_array().unwrap().iter().map(|act| act["id"].as_str().unwrap()).collect();
        for id in answered.iter().rev().take(500) {
            assert!(known.contains(&id.as_str()), "round {round}: {id} is lost");
        }
        // What was written and not answered is there, or it is not.
        let now = server.get("/api/concepts/seuil")["note"].clone();
        let mut number = answered.len();
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos();
        let pause = Duration::from_micros(u64::from(nanos) / 1000 % 60_000);
        let client = server.client.clone();
        let killer = thread::spawn(move || {
            thread::sleep(pause);
            drop(server);
        });
        let mut said = if now == "" { Value::Null } else { now };
        loop {
            let to = json!(format!("note {number}"));
            match client.ask("POST", "/api/acts", Some(&act("name/seuil", "note", said.clone(), to.clone())))
            {
                Some((200, _, acted)) => {
                    answered.push(acted["id"].as_str().unwrap().to_owned());
                    said = to;
                }
                Some((status, _, other)) => panic!("{status} {other}"),
                None => break,
            }
            number += 1;
            if number.is_multiple_of(3) {
                let Some((200, _, shown)) = client.ask("GET", "/api/save", None) else { break };
                let last = json!({ "last": shown["last"] });
                if client.ask("POST", "/api/save", Some(&last)).is_none() {
                    break;
                }
            }
        }
        killer.join().unwrap();
    }
    assert!(!answered.is_empty());
    let server = Server::start(folder.path());
    let acts = server.get("/api/acts?limit=500");
    for act in acts["acts"].as_array().unwrap().iter().filter(|act| act["off"] == false) {
        let id = act["id"].as_str().unwrap();
        server.post(&format!("/api/acts/{id}/revert"), &json!({ "on": true }));
    }
    server.save();
    if answered.len() < 500 {
        assert_eq!(own(folder.path()), OWN);
    }
}
