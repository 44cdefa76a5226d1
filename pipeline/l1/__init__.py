"""An L1 in this process, under the real rules."""
