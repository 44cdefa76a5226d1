"""What every generated client shares: payloads, signers, addresses. Needs the standard library, attrs and blake3;
signing with a local key needs coincurve as well."""
