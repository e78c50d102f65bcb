package stalekeys.store;

import stalekeys.standin.FakeLedger;
import stalekeys.work.ledger.Ledger;

/** The fake is held to the same contract as what it stands for. */
class FakeLedgerTest extends LedgerContract {
    private final FakeLedger ledger = new FakeLedger();

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    Ledger restarted() {
        return ledger.restarted();
    }

    @Override
    Ledger replica() {
        return ledger.replica();
    }
}
