using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.VenueCommands;

/// <summary><c>Host map</c>: prints what a raw page means, without any network or database.</summary>
internal static class MapCommand
{
    /// <summary>The command.</summary>
    public static HostCommand Command { get; } = new("map", "map --venue NAME --endpoint NAME [--metadata FILE] FILE|-   prints the normalised records of a raw page as JSON lines", RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse(context.Arguments);
        if (options["venue"] is not { } venue || options["endpoint"] is not { } endpoint || options.Positional.Count != 1) return await FailAsync(context, "Usage: " + Command.Usage);
        if (Venues.Find(venue) is not { } connector) return await FailAsync(context, $"There is no venue '{venue}'. Known: {string.Join(", ", Venues.All.Select(known => known.Venue))}.");
        if (await ReadAsync(options.Positional[0], cancellationToken) is not { } body) return await FailAsync(context, $"The file {options.Positional[0]} cannot be read.");
        var metadata = options["metadata"] is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : null;
        var page = connector.Map(endpoint, body, metadata);
        foreach (var line in MappedLines.Of(page)) await context.Output.WriteLineAsync(line);
        foreach (var problem in page.Problems) await context.Error.WriteLineAsync($"{problem.Code} {problem.NativeId} {problem.Detail}");
        return page.Problems.Any(problem => problem.Code == "page-unreadable") ? 1 : 0;
    }

    private static async Task<byte[]?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (file != "-") return await File.ReadAllBytesAsync(file, cancellationToken);
            await using var input = Console.OpenStandardInput();
            using var buffer = new MemoryStream();
            await input.CopyToAsync(buffer, cancellationToken);
            return buffer.ToArray();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync(message);
        return 2;
    }
}
