package stalekeys.work.show;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.Grants;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Looks one key up for one person, live. */
public final class ShowDetails {
    private final Accounts accounts;
    private final Ledger ledger;
    private final Cards cards;
    private final Audit audit;
    private final Clock clock;

    public ShowDetails(Accounts accounts, Ledger ledger, Cards cards, Audit audit, Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.cards = cards;
        this.audit = audit;
        this.clock = clock;
    }

    /** The details; empty for who may not see the key. Whose it is, AWS is asked anew. */
    public Optional<Details> details(KeyRef key, Person viewer) {
        if (viewer.role() == Role.NOBODY) {
            return Optional.empty();
        }
        Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
        if (inventory.isEmpty()) {
            return unread(key, viewer, "Its account is not looked at any more.");
        }
        LiveKey live;
        try {
            live = inventory.get().read(key);
        } catch (AwsFailure failure) {
            return unread(key, viewer, failure.sentence());
        }
        IamUser user = live.user();
        boolean own = user != null && viewer.isNamedBy(audit.owners().hint(user));
        if (!own && !viewer.role().seesEverything()) {
            return Optional.empty();
        }
        AccessKey found = live.key();
        Card card = user == null || found == null ? null : card(found, user, viewer, own);
        Grants grants = null;
        String grantsNotRead = "";
        if (user != null) {
            try {
                grants = inventory.get().grants(user.name());
            } catch (AwsFailure failure) {
                grantsNotRead = failure.sentence();
            }
        }
        return Optional.of(new Details(
                key,
                clock.instant(),
                own || viewer.role() == Role.ADMIN,
                card,
                "",
                grants,
                grantsNotRead,
                history(key, viewer)));
    }

    /** Without AWS nobody is known to be its owner. */
    private Optional<Details> unread(KeyRef key, Person viewer, String why) {
        return viewer.role().seesEverything()
                ? Optional.of(new Details(
                        key, clock.instant(), viewer.role() == Role.ADMIN, null, why, null, "", history(key, viewer)))
                : Optional.empty();
    }

    private Card card(AccessKey key, IamUser user, Person viewer, boolean own) {
        Instant now = clock.instant();
        Card card = cards.of(audit.finding(key, user, now), now);
        Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
        actions.addAll(ShowKeys.allowed(card, viewer.role()).actions());
        if (own) {
            actions.addAll(cards.forOwner(card, viewer).actions());
        }
        return card.with(card.state(), actions);
    }

    private List<Event> history(KeyRef key, Person viewer) {
        List<Event> newestFirst = new ArrayList<>(ledger.events(key));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .limit(Details.HISTORY)
                .map(event -> viewer.role().readsHistory() ? event : event.anonymous())
                .toList();
    }
}
