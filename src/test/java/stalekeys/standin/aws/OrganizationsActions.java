package stalekeys.standin.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** ListAccounts: every account of the stand-in, whatever its state, in pages of 20 as Organizations has them. */
final class OrganizationsActions {
    private static final int PAGE = 20;
    /** The older field knows only these. */
    private static final Set<String> STATUSES = Set.of("ACTIVE", "SUSPENDED", "PENDING_CLOSURE");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StandInAws aws;

    OrganizationsActions(StandInAws aws) {
        this.aws = aws;
    }

    String answer(Request request, String body) {
        if (!request.action().equals("ListAccounts")) {
            throw ErrorResponse.invalidAction(request.action());
        }
        if (!request.account().allows(request.caller(), "organizations:ListAccounts", null)) {
            throw new ErrorResponse(
                    400, "AccessDeniedException", "You don't have permissions to access this resource.");
        }
        List<FakeAccount> all = List.copyOf(aws.accounts());
        String token = read(body).path("NextToken").asText("0");
        Paging paging = request.account().paging(request.action());
        int from = paging.ends() ? Integer.parseInt(token) : 0;
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode shown = answer.putArray("Accounts");
        for (FakeAccount account : all.subList(from, to)) {
            ObjectNode one = shown.addObject()
                    .put("Id", account.id())
                    .put("Arn", "arn:aws:organizations::999988887777:account/o-example1234/" + account.id())
                    .put("Name", account.alias().isEmpty() ? account.id() : account.alias())
                    .put("Status", STATUSES.contains(account.state()) ? account.state() : "SUSPENDED");
            if (!aws.organizationsTellOnlyTheStatus()) {
                one.put("State", account.state());
            }
        }
        if (!paging.ends()) {
            answer.put("NextToken", paging.next(token));
        } else if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer.toString();
    }

    private static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
