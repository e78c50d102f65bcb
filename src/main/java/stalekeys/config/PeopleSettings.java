package stalekeys.config;

import java.util.List;

/**
 * Who has a role.
 *
 * @param admins Slack user ids (U, W) and user group ids (S)
 * @param viewers as admins
 * @param everyoneViews whether every full member of the workspace is a viewer
 */
public record PeopleSettings(List<String> admins, List<String> viewers, boolean everyoneViews) {
    public PeopleSettings {
        admins = List.copyOf(admins);
        viewers = List.copyOf(viewers);
    }
}
