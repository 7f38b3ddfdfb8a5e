using System.Runtime.InteropServices;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>What a resolver may use: the object its field stands on, the arguments and the request.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct ResolverContext(object? source, ArgumentValues arguments, FieldDefinition @field, RequestScope request)
{
    public object? Source => source;

    public ArgumentValues Arguments => arguments;

    public FieldDefinition Field => @field;

    public RequestScope Request => request;
}
