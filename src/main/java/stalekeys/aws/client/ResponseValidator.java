package stalekeys.aws.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.sts.model.StsRequest;

/**
 * Lets no answer pass that AWS can't have given. Without it the SDK makes an answer with empty lists of an empty body, of a
 * login page and of another operation's answer, and that reads as "no keys".
 *
 * <p>The SDK finds it by its name in {@code software/amazon/awssdk/global/handlers/execution.interceptors} and asks it in
 * every client of the process, those included that it builds by itself to get credentials.
 */
public final class ResponseValidator implements ExecutionInterceptor {
    private static final String MORE = "IsTruncated";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final XMLInputFactory XML = factory();

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        boolean inXml = context.request() instanceof IamRequest || context.request() instanceof StsRequest;
        boolean concerned = inXml || !RequiredFields.of(operation).isEmpty();
        if (!concerned || !context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        byte[] body = context.responseBody().map(ResponseValidator::read).orElseGet(() -> new byte[0]);
        if (inXml) {
            checkNames(body, operation);
        } else {
            checkJson(body);
        }
        return Optional.of(new ByteArrayInputStream(body));
    }

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        RequiredFields.missing(operation(attributes), context.response()).ifPresent(missing -> {
            throw new InvalidResponse("no " + missing);
        });
        if (context.request() instanceof ListAccessKeysRequest asked
                && context.response() instanceof ListAccessKeysResponse listed
                && !listed.accessKeyMetadata().stream()
                        .allMatch(key -> key.userName().equalsIgnoreCase(asked.userName()))) {
            throw new InvalidResponse("keys of another user");
        }
    }

    /** A date that is none, and the like. */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        boolean unreadable = failure instanceof SdkClientException
                && failure.getCause() instanceof RuntimeException
                && context.httpResponse().filter(SdkHttpResponse::isSuccessful).isPresent();
        return unreadable && !InvalidResponse.isCauseOf(failure)
                ? SdkClientException.create("no answer", new InvalidResponse("a part that can't be read", failure))
                : failure;
    }

    private static String operation(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException broken) {
            // The SDK tries again, as after every broken connection.
            throw SdkClientException.create("The answer broke off", broken);
        }
    }

    /** The SDK reads whatever stands inside, however the elements around it are called. */
    private static void checkNames(byte[] body, String operation) {
        String root = operation + "Response";
        String result = operation + "Result";
        boolean wrapped = !RequiredFields.of(operation).isEmpty();
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(body));
            int depth = 0;
            boolean inRoot = false;
            boolean hasResult = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    inRoot |= depth == 1 && xml.getLocalName().equals(root);
                    hasResult |= depth == 2 && xml.getLocalName().equals(result);
                    if (depth == 3 && xml.getLocalName().equals(MORE)) {
                        checkFlag(xml.getElementText());
                        depth--;
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            if (!inRoot || (wrapped && !hasResult)) {
                throw new InvalidResponse("no " + (inRoot ? result : root));
            }
        } catch (XMLStreamException | RuntimeException unreadable) {
            throw unreadable instanceof InvalidResponse known
                    ? known
                    : new InvalidResponse("no XML, or not all of it", unreadable);
        }
    }

    /** The SDK takes what is no JSON for a broken connection, and asks again and again. */
    private static void checkJson(byte[] body) {
        try {
            if (!JSON.readTree(body).isObject()) {
                throw new InvalidResponse("no JSON object");
            }
        } catch (IOException unreadable) {
            throw new InvalidResponse("no JSON, or not all of it", unreadable);
        }
    }

    /** The SDK reads anything but "true" as the end of a list. */
    private static void checkFlag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidResponse("no " + MORE);
        }
    }

    /** What comes may be anybody's: nothing in it is followed. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
