using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Everything a host logs, at every level; a module, so that it is there from the beginning.</summary>
internal sealed class LogCapture : IModule, ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Name => "log-capture";

    public IReadOnlyList<HostCommand> Commands => [];

    /// <summary>All of it, with exceptions and the values behind the messages.</summary>
    public string Text => string.Join('\n', _lines);

    public void AddWorker(IServiceCollection services, ModuleContext context) => services.AddSingleton<ILoggerProvider>(this);

    public void AddApi(IServiceCollection services, ModuleContext context)
    {
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }

    public ILogger CreateLogger(string categoryName) => new Line(_lines, categoryName);

    public void Dispose()
    {
    }

    private sealed class Line(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            lines.Enqueue($"{category} {formatter(state, exception)} {values} {exception}");
        }
    }
}
