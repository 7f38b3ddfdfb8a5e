namespace PortfolioPlatform.GraphQL;

/// <summary>The values of extensions.code.</summary>
public static class ErrorCodes
{
    public const string Syntax = "GRAPHQL_PARSE_FAILED";
    public const string Invalid = "GRAPHQL_VALIDATION_FAILED";
    public const string BadRequest = "BAD_REQUEST";
    public const string BadVariables = "BAD_USER_INPUT";
    public const string Operation = "OPERATION_RESOLUTION_FAILURE";
    public const string Internal = "INTERNAL_SERVER_ERROR";
    public const string Null = "NON_NULL_FIELD_IS_NULL";
    public const string BadOutput = "LEAF_VALUE_INVALID";
    public const string Timeout = "TIMEOUT";
    public const string Denied = "FORBIDDEN";
    public const string Nobody = "UNAUTHENTICATED";
    public const string TooComplex = "TOO_COMPLEX";
    public const string QueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string NotTrusted = "DOCUMENT_NOT_TRUSTED";
    public const string TooMany = "TOO_MANY_REQUESTS";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
}
