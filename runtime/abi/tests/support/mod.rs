//! Finding and reading the shared test vectors.
// Each test crate uses its own part of this module.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod test_vm;

use std::path::{Path, PathBuf};

use serde_json::Value;
use vprog_abi::error::Error;
use vprog_abi::hash::{sha256_parts, Digest};

/// Whether the vectors are another set than the project's own (`make vectors DIR=...`): it may lack files and arrays.
fn partial() -> bool {
    std::env::var_os("VPROG_VECTORS_PARTIAL").is_some()
}

/// Whether the set under test, a partial one, lacks a file.
pub fn absent(name: &str) -> bool {
    partial() && load(name).is_null()
}

/// Loads a vector file by name from below the vectors folder; fails if it is not there. In a partial set a file that is
/// not there has no cases.
pub fn load(name: &str) -> Value {
    let root = match std::env::var_os("VPROG_VECTORS") {
        Some(dir) => PathBuf::from(dir),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors"),
    };
    let Some(path) = find(&root, name) else {
        assert!(partial() && root.is_dir(), "no {name} below {}", root.display());
        return Value::Null;
    };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

fn find(dir: &Path, name: &str) -> Option<PathBuf> {
    let direct = dir.join(name);
    if direct.is_file() {
        return Some(direct);
    }
    let mut entries: Vec<_> = std::fs::read_dir(dir)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    entries
        .iter()
        .filter(|path| path.is_dir())
        .find_map(|path| find(path, name))
}

/// The non-empty array `value[key]`.
pub fn cases<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let list = value[key].as_array().map_or(&[][..], Vec::as_slice);
    assert!(partial() || !list.is_empty(), "no array {key}, or an empty one");
    list
}

/// Text of a JSON string.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}

/// Bytes of a hex string.
pub fn hex(value: &Value) -> Vec<u8> {
    unhex(text(value))
}

/// Bytes of a hex string.
pub fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "odd hex: {text}");
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
        .collect()
}

/// A fixed number of bytes.
pub fn hex_array<const N: usize>(value: &Value) -> [u8; N] {
    hex(value)
        .try_into()
        .unwrap_or_else(|_| panic!("not {N} bytes: {value}"))
}

/// A 32-byte digest.
pub fn digest(value: &Value) -> Digest {
    hex_array(value)
}

/// Lower-case hex.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A number, whether written as such or as a decimal string.
pub fn number(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        other => other.as_u64().unwrap_or_else(|| panic!("not a number: {other}")),
    }
}

/// The vectors' deterministic 32 bytes: SHA-256 of `tag ‖ i u64`.
pub fn det(tag: &str, i: u64) -> Digest {
    sha256_parts(&[tag.as_bytes(), &i.to_le_bytes()])
}

/// Checks an ABI error against `{"kind": "Guest", "code"}` or `{"kind": "Decode", "msg"}`.
pub fn assert_error(error: &Error, expected: &Value, name: &str) {
    let expected = match text(&expected["kind"]) {
        "Guest" => Error::Guest(u32::try_from(number(&expected["code"])).unwrap()),
        "Decode" => Error::Decode(text(&expected["msg"]).to_owned()),
        kind => panic!("{name}: unknown error kind {kind}"),
    };
    assert_eq!(*error, expected, "{name}");
}
