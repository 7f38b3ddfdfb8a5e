namespace PortfolioPlatform.GraphQL.WebSockets;

/// <summary>Why a connection is closed, as the protocol graphql-transport-ws numbers it.</summary>
internal static class CloseCodes
{
    public const int GoingAway = 1001;
    public const int TooBig = 1009;
    public const int BadMessage = 4400;
    public const int Unauthorized = 4401;
    public const int Protocol = 4406;
    public const int InitTimeout = 4408;
    public const int Duplicate = 4409;
    public const int TooManyInits = 4429;
}
