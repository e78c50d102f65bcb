package stalekeys.standin.aws;

/** How an answer is wrapped: the Query protocol of IAM and STS, or the JSON of Organizations. */
enum Wire {
    XML {
        @Override
        String result(String service, String action, String result, String requestId) {
            String inner = result.isEmpty() ? "" : Xml.element(action + "Result", result);
            return "<" + action + "Response xmlns=\"" + namespace(service) + "\">" + inner
                    + Xml.element("ResponseMetadata", Xml.text("RequestId", requestId)) + "</" + action + "Response>";
        }

        @Override
        String error(ErrorResponse error, String requestId) {
            return "<ErrorResponse xmlns=\"" + namespace("iam") + "\">"
                    + Xml.element(
                            "Error",
                            Xml.text("Type", error.type()),
                            Xml.text("Code", error.code()),
                            Xml.text("Message", String.valueOf(error.getMessage())))
                    + Xml.text("RequestId", requestId) + "</ErrorResponse>";
        }

        private String namespace(String service) {
            return service.equals("sts")
                    ? "https://sts.amazonaws.com/doc/2011-06-15/"
                    : "https://iam.amazonaws.com/doc/2010-05-08/";
        }
    },
    JSON {
        @Override
        String result(String service, String action, String result, String requestId) {
            return result;
        }

        @Override
        String error(ErrorResponse error, String requestId) {
            return "{\"__type\":\"" + error.code() + "\",\"message\":\"request " + requestId + "\"}";
        }
    };

    abstract String result(String service, String action, String result, String requestId);

    abstract String error(ErrorResponse error, String requestId);
}
