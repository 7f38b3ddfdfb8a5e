namespace PortfolioPlatform.Platform.Hosting;

/// <summary>The command line of the host.</summary>
/// <param name="Command">First word of a command line such as <c>Host map …</c>; null to run targets.</param>
/// <param name="CommandArguments">The words after the command.</param>
/// <param name="Targets">What <c>--target</c> asked for; <c>all</c> by default.</param>
/// <param name="DataFolder">Absolute path of the data folder.</param>
/// <param name="Demo">False with <c>--no-demo</c>: no sandbox and no demo tenant.</param>
/// <param name="Settings">Words handed on to configuration: <c>--Section:Key=value</c>.</param>
internal sealed record HostArguments(string? Command, IReadOnlyList<string> CommandArguments, IReadOnlyList<Target> Targets, string DataFolder, bool Demo, IReadOnlyList<string> Settings)
{
    private static readonly string[] Everything = [Target.All];

    public static HostArguments Parse(IReadOnlyList<string> words)
    {
        var reader = new ArgumentReader(words);
        return reader.StartsWithCommand ? OfCommand(reader) : OfTargets(reader);
    }

    private static HostArguments OfCommand(ArgumentReader reader)
    {
        var command = reader.Next();
        var arguments = new List<string>();
        var data = string.Empty;
        while (reader.HasNext)
        {
            var word = reader.Next();
            if (word == "--data") data = reader.Value(word);
            else arguments.Add(word);
        }

        return new(command, arguments, [], FullPath(data), Demo: true, []);
    }

    private static HostArguments OfTargets(ArgumentReader reader)
    {
        var (targets, data, demo, settings) = (Everything, string.Empty, true, new List<string>());
        while (reader.HasNext)
        {
            var word = reader.Next();
            switch (word)
            {
                case "--target": targets = reader.Value(word).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries); break;
                case "--data": data = reader.Value(word); break;
                case "--no-demo": demo = false; break;
                case "--urls": settings.Add($"--urls={reader.Value(word)}"); break;
                case "--settings": settings.Add($"--settings={Path.GetFullPath(reader.Value(word))}"); break;
                case "--prices": settings.Add($"--Sandbox:PricesFile={Path.GetFullPath(reader.Value(word))}"); break;
                case "--time-scale": settings.Add($"--Sandbox:TimeScale={reader.Value(word)}"); break;
                case "--port": settings.Add($"--urls=http://127.0.0.1:{reader.Value(word)}"); break;
                default: settings.Add(Setting(word)); break;
            }
        }

        return new(null, [], Target.Parse(targets), FullPath(data), demo, settings);
    }

    private static string Setting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal)
            ? word
            : throw new StartupException($"'{word}' is not an option: --target LIST, --data FOLDER, --port N, --urls URL, --settings FILE, --no-demo, --prices FILE, --time-scale N, or --Section:Key=value.");

    private static string FullPath(string data) => Path.GetFullPath(data.Length > 0 ? data : Environment.GetEnvironmentVariable("PORTFOLIO_DATA") ?? ".data");
}
