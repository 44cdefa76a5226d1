//! The worker protocol: one JSON request a line on stdin, one JSON reply a line on stdout.
//!
//! ```text
//! request  {"id": 1, "op": "load", ...}
//! reply    {"id": 1, "ok": {...}}   or   {"id": 1, "error": {"code": "kebab-slug", "message": "..."}}
//! ```
//!
//! Bytes travel as lower-case hex. A bad request, and even a panic in a third-party library under it, costs one
//! error reply and never the worker; end of input ends it.

mod bytes;

use std::io::{self, BufRead, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

use serde::de::DeserializeOwned;
use serde_json::{json, Map, Value};

pub use bytes::{Bytes, Hash};

/// Why a request failed: a stable code for programs and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A kebab-case slug, part of the protocol.
    pub code: &'static str,
    /// Plain words; not part of the protocol.
    pub message: String,
}

impl Failure {
    /// A failure with a code of the worker's own vocabulary.
    pub fn new(code: &'static str, message: impl ToString) -> Self {
        Self {
            code,
            message: message.to_string(),
        }
    }
}

/// What an operation gives back.
pub type Reply = Result<Value, Failure>;

/// One worker's operations.
pub trait Service {
    /// Handles one request; `fields` holds everything but `id` and `op`.
    fn handle(&mut self, op: &str, fields: Value) -> Reply;
}

/// Reads an operation's arguments out of a request.
///
/// # Errors
/// `bad-request` when a field is missing, of the wrong type or not hex.
pub fn arguments<T: DeserializeOwned>(fields: Value) -> Result<T, Failure> {
    serde_json::from_value(fields).map_err(|error| Failure::new("bad-request", error))
}

/// The failure for an operation a worker does not know.
pub fn unknown_op(op: &str) -> Failure {
    Failure::new("unknown-op", format!("this worker has no operation `{op}`"))
}

/// Serves requests from stdin until end of input.
///
/// # Errors
/// Only when stdin or stdout themselves break.
pub fn serve(service: &mut impl Service) -> io::Result<()> {
    // A panic below is reported as a reply; its text does not belong on the terminal as well.
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let reply = answer(service, &line);
        serde_json::to_writer(&mut out, &reply)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// The reply to one request line.
pub fn answer(service: &mut impl Service, line: &[u8]) -> Value {
    let (id, outcome) = match parse(line) {
        Ok((id, op, fields)) => {
            let run = catch_unwind(AssertUnwindSafe(|| service.handle(&op, fields)));
            let outcome = run.unwrap_or_else(|cause| Err(Failure::new("internal", panic_text(&*cause))));
            (id, outcome)
        }
        Err((id, failure)) => (id, Err(failure)),
    };
    match outcome {
        Ok(value) => json!({ "id": id, "ok": value }),
        Err(failure) => json!({ "id": id, "error": { "code": failure.code, "message": failure.message } }),
    }
}

fn parse(line: &[u8]) -> Result<(Value, String, Value), (Value, Failure)> {
    let mut fields: Map<String, Value> =
        serde_json::from_slice(line).map_err(|error| (Value::Null, Failure::new("bad-request", error)))?;
    let id = fields.remove("id").unwrap_or(Value::Null);
    match fields.remove("op") {
        Some(Value::String(op)) => Ok((id, op, Value::Object(fields))),
        _ => Err((
            id,
            Failure::new("bad-request", "a request needs a text field `op`"),
        )),
    }
}

fn panic_text(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("the operation stopped unexpectedly")
        .to_owned()
}
