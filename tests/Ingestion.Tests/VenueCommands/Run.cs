using PortfolioPlatform.Ingestion.VenueCommands;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Tests.VenueCommands;

/// <summary>Runs a command line and keeps what it printed.</summary>
internal static class Run
{
    public static async Task<(int Code, string Output, string Error)> CommandAsync(string line, params string[] words)
    {
        var command = line == "map" ? MapCommand.Command : SignCommand.Command;
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(words, output, error, _ => throw new InvalidOperationException("needs no services"));
        var code = await command.RunAsync(context, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
