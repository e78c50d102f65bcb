package stalekeys.work.accounts;

import java.util.List;

/**
 * What a user's rights come from: what may stop working without its keys.
 *
 * @param groups names of the groups it is in
 * @param attached names of the managed policies attached to it
 * @param inline names of the policies that are part of it
 */
public record Grants(List<String> groups, List<String> attached, List<String> inline) {
    public Grants {
        groups = List.copyOf(groups);
        attached = List.copyOf(attached);
        inline = List.copyOf(inline);
    }
}
