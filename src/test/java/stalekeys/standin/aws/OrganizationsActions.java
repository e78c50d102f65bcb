package stalekeys.standin.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** ListAccounts: every account of the stand-in, all of them ACTIVE, in pages of 20 as Organizations has them. */
final class OrganizationsActions {
    private static final int PAGE = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StandInAws aws;

    OrganizationsActions(StandInAws aws) {
        this.aws = aws;
    }

    String answer(Request request, String body) {
        if (!request.action().equals("ListAccounts")) {
            throw AwsError.invalidAction(request.action());
        }
        if (!request.account().allows(request.caller(), "organizations:ListAccounts", null)) {
            throw new AwsError(400, "AccessDeniedException", "You don't have permissions to access this resource.");
        }
        List<FakeAccount> all = List.copyOf(aws.accounts());
        int from = Integer.parseInt(read(body).path("NextToken").asText("0"));
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode shown = answer.putArray("Accounts");
        for (FakeAccount account : all.subList(from, to)) {
            shown.addObject()
                    .put("Id", account.id())
                    .put("Name", account.alias().isEmpty() ? account.id() : account.alias())
                    .put("Status", "ACTIVE")
                    .put("State", "ACTIVE");
        }
        if (to < all.size()) {
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
