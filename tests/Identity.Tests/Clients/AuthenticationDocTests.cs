using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using PortfolioPlatform.Identity.Tests.Tokens;

namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>The examples of docs/api/authentication.md, as they stand there.</summary>
public sealed partial class AuthenticationDocTests
{
    [Fact]
    public async Task Every_example_does_what_the_text_says()
    {
        await using var host = await MachineHost.StartAsync();
        using var signer = new Signer("ES256");
        var (client, signing) = (await host.CreateAsync(MachineHost.A), await host.CreateAsync(MachineHost.A, new { keys = signer.KeySet }));
        (string, string)[] settings =
        [
            ("PLATFORM", host.Url.ToString().TrimEnd('/')), ("CLIENT_ID", client.ClientId), ("CLIENT_SECRET", client.Secret), ("KEY_CLIENT_ID", signing.ClientId), ("PRIVATE_KEY", JsonSerializer.Serialize(signer.PrivateKey())),
        ];
        var text = await File.ReadAllTextAsync(DocFile());
        var said = new List<string>();
        foreach (Match block in Blocks().Matches(text))
        {
            var (program, arguments) = block.Groups[1].Value == "sh" ? ("bash", new[] { "-euo", "pipefail", "-c", block.Groups[2].Value }) : ("node", ["--input-type=module", "-e", block.Groups[2].Value]);
            said.Add(await RunAsync(program, arguments, settings));
        }
        Assert.Equal(3, said.Count);
        Assert.Contains("\"serverTime\":\"20", said[0], StringComparison.Ordinal);
        Assert.Contains($"\"active\":true,\"scope\":\"read\",\"client_id\":\"{client.ClientId}\"", said[0], StringComparison.Ordinal);
        Assert.Matches("^900 [^!]*serverTime[^!]*\"type\":\"subscribed\"", said[1]);
        Assert.Equal("read read-schema", said[2].Trim());
        var mutation = Mutation().Match(text).Groups[1].Value;
        Assert.Contains("\"errors\":[]", (await host.Owner(MachineHost.B).DataAsync(mutation)).GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = await Npm.Judge.FolderAsync(), UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program}: {await output} {await errors}");
    }

    private static string DocFile([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/api/authentication.md"));

    [GeneratedRegex("```(sh|js)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("```graphql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Mutation();
}
