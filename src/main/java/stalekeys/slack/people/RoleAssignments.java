package stalekeys.slack.people;

import java.util.List;

/**
 * Who is configured to have a role.
 *
 * @param admins user ids (U..., W...) and user group ids (S...)
 * @param viewers the same
 * @param everyoneViews whether all full members are viewers
 */
public record RoleAssignments(List<String> admins, List<String> viewers, boolean everyoneViews) {
    public RoleAssignments {
        admins = List.copyOf(admins);
        viewers = List.copyOf(viewers);
    }
}
