using System.Diagnostics;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.FirstLight;

/// <summary>The built host as a process of its own.</summary>
internal sealed class BuiltHost(Process process, Visitor visitor, long began) : IAsyncDisposable
{
    private const string Mark = "is ready at ";

    public int Id => process.Id;

    /// <summary>The session its link began.</summary>
    public Visitor Visitor => visitor;

    /// <summary>Since it was started.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(began);

    public static async Task<BuiltHost> StartAsync(string program, string folder, CancellationToken cancellationToken, params string[] words)
    {
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--data", folder, "--port", "0", .. words]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var at = line.IndexOf(Mark, StringComparison.Ordinal);
            if (at < 0) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new BuiltHost(process, await Visitor.SignInAsync(new Uri(line[(at + Mark.Length)..].Trim())), began);
        }

        throw new InvalidOperationException($"The host {program} ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
