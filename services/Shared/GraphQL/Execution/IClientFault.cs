namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>An exception whose text is meant for clients; of all others they learn only that there was one.</summary>
public interface IClientFault
{
    /// <summary>What clients are told.</summary>
    string Message { get; }

    /// <summary>extensions.code.</summary>
    string Code { get; }
}
