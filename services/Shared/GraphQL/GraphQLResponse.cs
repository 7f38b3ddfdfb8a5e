using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL;

/// <summary>A response as JSON. Dispose it when it is sent: its buffer is pooled.</summary>
public sealed class GraphQLResponse(JsonOutput body, bool hasData, bool hasErrors, string? failure) : IDisposable
{
    /// <summary>The whole response, UTF-8.</summary>
    public ReadOnlyMemory<byte> Body => body.Written;

    /// <summary>The operation ran, so there is a data entry (which may be null).</summary>
    public bool HasData => hasData;

    public bool HasErrors => hasErrors;

    /// <summary>The code of the error that kept the operation from running.</summary>
    public string? Failure => failure;

    /// <summary>The errors that kept the operation from running.</summary>
    internal IReadOnlyList<GraphQLError>? Errors { get; private init; }

    public void Dispose() => body.Dispose();

    /// <summary>An answer to an operation, or to one event of it, that was stopped because it took longer than it may.</summary>
    internal static GraphQLResponse TookTooLong(TimeSpan limit) =>
        Refused([new GraphQLError($"The operation took longer than {limit.TotalSeconds} s. Ask for less at once: a shorter time, fewer rows, or its fields in several requests.", ErrorCodes.Timeout)]);

    /// <summary>An answer to a request whose operation did not run.</summary>
    internal static GraphQLResponse Refused(IReadOnlyList<GraphQLError> errors)
    {
        var output = new JsonOutput();
        output.Raw("{\"errors\":"u8);
        ErrorWriter.Write(output, errors);
        output.Byte((byte)'}');
        return new GraphQLResponse(output, false, true, errors[0].Code) { Errors = errors };
    }
}
