"""What tests share: real peers, fixtures' makers, waits with a bound."""
