package stalekeys.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A servlet in the place of Bolt's: keeps the bodies it was called with and answers what it is told to. */
final class SlackStandIn extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @FunctionalInterface
    interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    final transient List<String> bodies = new CopyOnWriteArrayList<>();
    private transient volatile Answer answer =
            (request, response) -> response.getWriter().write("seen");

    void answers(Answer next) {
        answer = next;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        bodies.add(request.getReader().lines().collect(Collectors.joining("\n")));
        answer.to(request, response);
    }
}
