//! Every case of `codec.json`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use serde_json::{json, Value};
use support::{cases, hex, load, number, text, to_hex};
use vprog_abi::access::AccessList;
use vprog_abi::codec::{shares_prefix, sort_unique, Bits, Error, MutReader, Reader, Result, Writer};

/// Compares a read with `ok` / `err` and the bytes left over. An invalid value's text is the reader's own.
fn check(case: &Value, outcome: Result<Value>, remaining: usize) {
    match outcome {
        Ok(value) => assert_eq!((&value, &Value::Null), (&case["ok"], &case["err"]), "{case}"),
        Err(Error::Decode(field)) => {
            assert_eq!(json!({"kind": "Decode", "detail": field}), case["err"], "{case}")
        }
        Err(Error::ZeroCopy(_)) => assert_eq!(case["err"]["kind"], "ZeroCopy", "{case}"),
    }
    assert_eq!(json!(remaining), case["remaining_after"], "{case}");
}

#[test]
fn reader() {
    for case in cases(&load("codec.json"), "reader") {
        let bytes = hex(&case["input"]);
        let mut r = bytes.as_slice();
        let arg = usize::try_from(number(&case["arg"])).unwrap();
        let outcome = match text(&case["op"]) {
            "byte" => r.byte("f").map(|v| json!(v)),
            "bool" => r.bool("f").map(|v| json!(v)),
            "le_u16" => r.le_u16("f").map(|v| json!(v)),
            "be_u16" => r.be_u16("f").map(|v| json!(v)),
            "le_u32" => r.le_u32("f").map(|v| json!(v)),
            "be_u32" => r.be_u32("f").map(|v| json!(v)),
            "le_u64" => r.le_u64("f").map(|v| json!(v.to_string())),
            "be_u64" => r.be_u64("f").map(|v| json!(v.to_string())),
            "array32" => r.array::<32>("f").map(|v| json!(to_hex(v))),
            "bytes" => r.bytes(arg, "f").map(|v| json!(to_hex(v))),
            "skip" => r.skip(arg, "f").map(|()| Value::Null),
            "blob" => r.blob("f").map(|v| json!(to_hex(v))),
            "string" => r.string("f").map(|v| json!(v)),
            "slice_as_u8x4" => r
                .arrays::<4>("f")
                .map(|v| json!(v.iter().map(|item| to_hex(item)).collect::<Vec<_>>())),
            "many_le_u16" => r.many("f", |r| r.le_u16("item")).map(|v| json!(v)),
            op => panic!("unknown op {op}"),
        };
        check(case, outcome, r.remaining());
    }
}

#[test]
fn mut_reader() {
    for case in cases(&load("codec.json"), "mut_reader") {
        assert_eq!(case["op"], "bytes_mut");
        let mut bytes = hex(&case["input"]);
        let mut r = bytes.as_mut_slice();
        let outcome = r
            .bytes_mut(usize::try_from(number(&case["arg"])).unwrap(), "f")
            .map(|v| json!(to_hex(v)));
        check(case, outcome, r.len());
    }
    let mut bytes = *b"\x02\0\0\0abc";
    let mut r = bytes.as_mut_slice();
    assert_eq!(r.blob_mut("f"), Ok(&mut b"ab".to_owned()[..]));
    assert_eq!((r.blob_mut("f"), r.len()), (Err(Error::Decode("f")), 0));
}

#[test]
fn bits() {
    for case in cases(&load("codec.json"), "bits") {
        match text(&case["fn"]) {
            "get" => {
                let data = hex(&case["data"]);
                let row = |get: &dyn Fn(usize) -> bool| -> String {
                    (0..data.len() * 8 + 3)
                        .map(|i| if get(i) { '1' } else { '0' })
                        .collect()
                };
                assert_eq!(row(&|i| data.get_msb(i)), text(&case["msb_first"]), "{case}");
                assert_eq!(row(&|i| data.get_lsb(i)), text(&case["lsb_first"]), "{case}");
            }
            "set" => {
                let index = usize::try_from(number(&case["index"])).unwrap();
                let mut msb = vec![0; usize::try_from(number(&case["len"])).unwrap()];
                let mut lsb = msb.clone();
                msb.set_msb(index);
                lsb.set_lsb(index);
                assert_eq!(
                    (to_hex(&msb), to_hex(&lsb)),
                    (text(&case["msb"]).into(), text(&case["lsb"]).into())
                );
            }
            "shares_prefix" => {
                let bits = usize::try_from(number(&case["bits"])).unwrap();
                assert_eq!(
                    json!(shares_prefix(&hex(&case["a"]), &hex(&case["b"]), bits)),
                    case["out"],
                    "{case}"
                );
            }
            name => panic!("unknown fn {name}"),
        }
    }
}

#[test]
fn sorting() {
    for case in cases(&load("codec.json"), "sort_unique") {
        let keys: Vec<_> = case["keys"].as_array().unwrap().iter().map(hex).collect();
        match sort_unique(&keys) {
            Ok((sorted, order)) => {
                let sorted: Vec<_> = sorted.iter().map(|key| to_hex(key)).collect();
                assert_eq!(
                    (json!(sorted), json!(order)),
                    (case["sorted"].clone(), case["order"].clone())
                );
            }
            Err(Error::Decode(rule)) => assert_eq!(json!({"kind": "Decode", "detail": rule}), case["err"]),
            Err(error) => panic!("{case}: {error}"),
        }
    }
}

#[test]
fn writer() {
    for case in cases(&load("codec.json"), "writer") {
        let mut out = Vec::new();
        match text(&case["fn"]) {
            "write_blob" => out.write_blob(&hex(&case["blob"])),
            "write_slice" | "write_many" => {
                let items: Vec<[u8; 3]> = case["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(support::hex_array)
                    .collect();
                out.write_slice(&items);
                let (mut many, mut each) = (Vec::new(), Vec::new());
                many.write_many(&items, |item| *item);
                each.encode_many(&items, |item, out| out.write(item));
                assert_eq!((&many, &each), (&out, &out), "{case}");
            }
            name => panic!("unknown fn {name}"),
        }
        assert_eq!(to_hex(&out), text(&case["out"]), "{case}");
    }
}

#[test]
fn access_metadata() {
    for case in cases(&load("codec.json"), "access_metadata") {
        let bytes = hex(&case["input"]);
        let mut r = bytes.as_slice();
        let outcome = AccessList::decode(&mut r).map(|list| {
            let one = |access: vprog_abi::access::Access<'_>| {
                json!({"resource_id": to_hex(access.resource_id), "access": access.access as u8})
            };
            json!(list.iter().map(one).collect::<Vec<_>>())
        });
        check(case, outcome, r.remaining());
    }
}
