namespace PortfolioPlatform.Platform.Tests.Audit;

/// <summary>Runs a <c>Host</c> command on the services of a running host.</summary>
internal static class CommandRun
{
    public static async Task<(int Code, string Text)> RunAsync(HostCommand command, IServiceProvider services, params IReadOnlyList<string> words)
    {
        await using var output = new StringWriter();
        var code = await command.RunAsync(new(words, output, output, _ => Task.FromResult<CommandServices>(new Borrowed(services))), CancellationToken.None);
        return (code, output.ToString());
    }

    private sealed class Borrowed(IServiceProvider services) : CommandServices
    {
        public override IServiceProvider Services => services;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
