namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Errors as JSON.</summary>
internal static class ErrorWriter
{
    public static void Write(JsonOutput output, IReadOnlyList<GraphQLError> errors)
    {
        output.Byte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0) output.Byte((byte)',');
            Write(output, errors[i]);
        }
        output.Byte((byte)']');
    }

    private static void Write(JsonOutput output, GraphQLError error)
    {
        output.Raw("{\"message\":"u8);
        output.Text(error.Message);
        if (error.Locations.Count > 0) Locations(output, error);
        if (error.Path is not null)
        {
            output.Raw(",\"path\":"u8);
            output.Any(error.Path);
        }
        output.Raw(",\"extensions\":{\"code\":"u8);
        output.Text(error.Code);
        output.Raw("}}"u8);
    }

    private static void Locations(JsonOutput output, GraphQLError error)
    {
        for (var i = 0; i < error.Locations.Count; i++)
        {
            output.Raw(i == 0 ? ",\"locations\":[{\"line\":"u8 : ",{\"line\":"u8);
            output.Number(error.Locations[i].Line);
            output.Raw(",\"column\":"u8);
            output.Number(error.Locations[i].Column);
            output.Byte((byte)'}');
        }
        output.Byte((byte)']');
    }
}
