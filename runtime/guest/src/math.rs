//! Division with a stated rounding, where the standard library has none that is total.
